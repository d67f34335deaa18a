import type { Progress } from '../_generated/clients.js'
import type { Upload, UploadOptions } from '../_generated/cloud.js'
import type { CallOptions, Package } from './handles.js'

/** What an upload reads. A stream or iterator is asked for one piece at a time. */
export type UploadSource =
  | Package
  | string
  | URL
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array>

/** Uploads. */
export declare class PackagesMembers {
  protected constructor()
  /**
   * Uploads a package and says which package it became; wait for it with `watchUpload`.
   *
   * Memory does not grow with the file, and SHA-256 is computed on the way. `onProgress` is never called after the promise
   * has settled.
   */
  upload(
    app: string,
    source: UploadSource,
    options?: UploadOptions & CallOptions & { readonly onProgress?: ((progress: Progress) => void) | null | undefined },
  ): Promise<Upload>
}
