'use strict'

// `{ signal }` for every call. The signal is only listened to: the user's own `onabort` stays, one signal may be shared
// by many calls, one that is aborted already is noticed, and the listener goes when the call has settled.

const native = require('./native.cjs')
const { translated } = require('./error.cjs')

/**
 * Awaits native work that can be aborted. `start` gets a token for the native side.
 */
async function guarded(signal, start) {
  if (signal === undefined || signal === null) {
    try {
      return await start(undefined)
    } catch (error) {
      throw translated(error)
    }
  }
  const token = new native.CancelToken()
  const abort = () => token.cancel()
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  try {
    return await start(token)
  } catch (error) {
    throw translated(error, signal.aborted ? { cause: signal.reason } : undefined)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

module.exports = { guarded }
