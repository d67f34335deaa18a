'use strict'

// The entry for `require`. `index.mjs` lists the same names for `import`.

const { byClass, ...errors } = require('./_generated/errors.cjs')
const { groups, ...calls } = require('./_generated/calls.cjs')
const { MendixDeployError } = require('./lib/error.cjs')
const { resolverOf, ...resolver } = require('./lib/resolver.cjs')
const { Run } = require('./lib/run.cjs')
const { SecretValue } = require('./lib/secret.cjs')

module.exports = {
  version: require('./_generated/version.cjs'),
  MendixDeployError,
  ...errors,
  ...calls,
  ...require('./lib/client.cjs'),
  ...require('./lib/database.cjs'),
  ...require('./lib/document.cjs'),
  ...require('./lib/effective.cjs'),
  ...require('./lib/emulator.cjs'),
  ...require('./lib/landscape.cjs'),
  ...require('./lib/configuration.cjs'),
  ...require('./lib/model.cjs'),
  ...require('./lib/operation.cjs'),
  ...require('./lib/package.cjs'),
  ...resolver,
  ...require('./lib/policy.cjs').exported,
  ...require('./lib/settings.cjs'),
  ...require('./lib/tiers.cjs'),
  Run,
  SecretValue,
}
