'use strict'

// Uploads: what the generated group of packages cannot express.

const native = require('./native.cjs')
const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { nativeOf } = require('./handle.cjs')
const { invalidInput } = require('./error.cjs')
const { Group } = require('./group.cjs')
const { Package } = require('./package.cjs')

/** A path, or something whose pieces can be iterated. */
function sourceOf(source) {
  if (source instanceof Package) return { path: source.path }
  if (typeof source === 'string') return { path: source }
  if (source instanceof URL) return { path: require('node:url').fileURLToPath(source) }
  if (source instanceof ArrayBuffer) return { pieces: [new Uint8Array(source)] }
  if (ArrayBuffer.isView(source)) return { pieces: chunked(source) }
  if (source?.[Symbol.asyncIterator] ?? source?.[Symbol.iterator]) return { pieces: source }
  throw invalidInput('source: expected a Package, a path, bytes, a stream or an iterator of bytes', 'source')
}

function* chunked(view) {
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength)
  for (let at = 0; at < bytes.length; at += 262144) yield bytes.subarray(at, at + 262144)
}

function bytesOf(piece) {
  if (typeof piece === 'string' || !(ArrayBuffer.isView(piece) || piece instanceof ArrayBuffer)) {
    throw invalidInput(`source: expected bytes, got ${typeof piece}`, 'source')
  }
  return ArrayBuffer.isView(piece)
    ? Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    : Buffer.from(piece)
}

class PackagesMembers extends Group {
  async upload(app, source, options) {
    const { signal, onProgress, ...rest } = options ?? {}
    const { path, pieces } = sourceOf(source)
    const upload = new native.NativeUpload()
    const running = guarded(signal, (token) =>
      upload.run(nativeOf(this), String(app), path, encode(rest, 'options'), token),
    )
    // Whatever of the three fails first, the others end; the caller's own error is the one that counts.
    let own
    const fed = pieces === undefined ? undefined : feed(upload, pieces).catch(async (error) => {
      own = { error }
      await upload.fail()
    })
    const told = onProgress === undefined || onProgress === null ? undefined : tell(upload, onProgress)
    try {
      const made = decode(await running)
      const last = await told
      // The latest value wins while the upload goes on; the last one is told here when nobody was quick enough to see it.
      if (told !== undefined && !last?.finished) {
        call(onProgress, { doneBytes: made.sizeBytes, totalBytes: made.sizeBytes, finished: true })
      }
      return made
    } catch (error) {
      await fed
      throw own === undefined ? error : own.error
    } finally {
      // Progress first, then the promise settles: no callback comes after the end.
      await told
    }
  }
}

async function feed(upload, pieces) {
  // Leaving the loop early closes the caller's iterator.
  for await (const piece of pieces) {
    if (!(await upload.push(bytesOf(piece)))) return
  }
  upload.end()
}

/** Passes progress on and gives the last one. */
async function tell(upload, onProgress) {
  let last
  for (;;) {
    const progress = decode(await upload.nextProgress())
    if (progress === null) return last
    last = progress
    call(onProgress, progress)
  }
}

function call(onProgress, progress) {
  try {
    onProgress(progress)
  } catch (error) {
    // A mistake in a progress bar does not break an upload; Node reports it as any uncaught error.
    queueMicrotask(() => {
      throw error
    })
  }
}

module.exports = { PackagesMembers }
