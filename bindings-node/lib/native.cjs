'use strict'

// The native half. Loaded once; both halves must be of one version.

const path = require('node:path')
const version = require('../_generated/version.cjs')

const native = require(path.join(__dirname, '..', 'native.node'))

if (native.VERSION !== version) {
  throw new Error(
    `mendix-deploy ${version} found a native module of version ${native.VERSION}: ` +
      'reinstall the package, its two halves belong together',
  )
}

// Everything that is logged goes to this file; `docs/guide/runs.md` tells when to want it.
if (process.env.MENDIX_DEPLOY_TRACE) native.trace(process.env.MENDIX_DEPLOY_TRACE)

module.exports = native
