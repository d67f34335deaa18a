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

module.exports = native
