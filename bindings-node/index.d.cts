export * from './_generated/exports.js'
export * from './_generated/errors.js'
export * from './_generated/calls.js'
export * from './lib/handles.js'

/** The version of this package. */
export declare const version: string
