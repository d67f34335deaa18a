'use strict'

// The one way from the generated methods into the native module.

const call = Symbol('call')

class Group {}

module.exports = { Group, call }
