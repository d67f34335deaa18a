'use strict'

// The entry for `require`. `index.mjs` lists the same names for `import`.

module.exports = {
  version: require('./_generated/version.cjs'),
  ...require('./_generated/errors.cjs'),
  MendixDeployError: require('./lib/error.cjs').MendixDeployError,
  ...require('./lib/package.cjs'),
  ...require('./lib/run.cjs'),
  SecretValue: require('./lib/secret.cjs').SecretValue,
}
delete module.exports.byClass
delete module.exports.runOf
require('./lib/native.cjs')
