'use strict'

// The one way from the generated methods into the native module.

const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { bind, make, nativeOf } = require('./handle.cjs')
const { invalidInput, translated } = require('./error.cjs')

/** What a generated method asks its group: `this[call].call('environments', 'start', [...], options, true)`. */
const call = Symbol('call')

/** Arguments and options as JSON text. A handle stands for its address. */
function prepared(args, options, takesOptions) {
  const { signal, ...rest } = options ?? {}
  if (!takesOptions && Object.keys(rest).length > 0) {
    throw invalidInput(`unknown option ${Object.keys(rest)[0]}`, 'options')
  }
  const given = args.map((value, index) => {
    if (value === undefined) throw invalidInput(`argument ${index + 1} is missing`, String(index + 1))
    return nativeOf(value) !== undefined && typeof value.address === 'string' ? value.address : value
  })
  return { signal, values: encode(given, 'arguments'), options: encode(rest, 'options') }
}

class Shapes {
  #client

  constructor(client) {
    this.#client = client
  }

  async call(group, method, args, options, takesOptions) {
    const p = prepared(args, options, takesOptions)
    return decode(
      await guarded(p.signal, (token) => this.#client.call(group, method, p.values, p.options, token)),
    )
  }

  async operation(group, method, args, options, takesOptions) {
    const { Operation } = require('./operation.cjs')
    const p = prepared(args, options, takesOptions)
    return make(
      Operation,
      await guarded(p.signal, (token) => this.#client.operation(group, method, p.values, p.options, token)),
    )
  }

  async secret(group, method, args, options, takesOptions) {
    const { fromNative } = require('./secret.cjs')
    const p = prepared(args, options, takesOptions)
    return fromNative(
      await guarded(p.signal, (token) => this.#client.secret(group, method, p.values, p.options, token)),
    )
  }

  pager(group, method, args, options, takesOptions) {
    const { Pager } = require('./operation.cjs')
    const p = prepared(args, options, takesOptions)
    try {
      return Pager.of(this.#client.pager(group, method, p.values, p.options), p.signal)
    } catch (error) {
      throw translated(error)
    }
  }
}

class Group {
  constructor(client) {
    bind(this, client)
    Object.defineProperty(this, call, { value: new Shapes(client) })
  }
}

module.exports = { Group, call }
