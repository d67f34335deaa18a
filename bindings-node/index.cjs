'use strict'

// The entry for `require`. `index.mjs` lists the same names for `import`.

module.exports = {
  version: require('./_generated/version.cjs'),
  ...require('./_generated/errors.cjs'),
  MendixDeployError: require('./lib/error.cjs').MendixDeployError,
  Package: require('./lib/package.cjs').Package,
  SecretValue: require('./lib/secret.cjs').SecretValue,
}
delete module.exports.byClass
require('./lib/native.cjs')
