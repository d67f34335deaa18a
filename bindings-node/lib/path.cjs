'use strict'

const { fileURLToPath } = require('node:url')

/** A file's path, also where it is given as a URL. */
function pathOf(path) {
  return path instanceof URL ? fileURLToPath(path) : String(path)
}

module.exports = { pathOf }
