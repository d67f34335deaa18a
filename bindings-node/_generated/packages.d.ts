// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { AppModel } from './models.js'

/**
 * A synthetic deployment archive to write: for tests, demos and pipelines that need a package and have none.
 *
 * What is left out gets a plain value: Mendix 10.24.15, Java 21, model version 1.0.0, no constants, no events.
 */
export interface ArchiveSpec {
  /** The project's display name; `Synthetic` when empty. */
  readonly projectName?: string | undefined
  /** The project's id. */
  readonly projectId?: string | null | undefined
  /** Model version. */
  readonly modelVersion?: string | null | undefined
  /** Version of the Mendix Runtime. */
  readonly runtimeVersion?: string | null | undefined
  /** Description of the package. */
  readonly description?: string | null | undefined
  /** Constants. */
  readonly constants?: ReadonlyArray<Constant> | undefined
  /** Names of scheduled events. */
  readonly scheduledEvents?: ReadonlyArray<string> | undefined
  /** Bytes that do not compress, to make the archive as large as wanted. A safe integer. */
  readonly paddingBytes?: number | null | undefined
  /**
   * The model to write into `model/model.mdp`, with its System module. Its constants, events, roles, request handlers,
   * project id and versions become the metadata's, unless they are given here.
   */
  readonly model?: AppModel | null | undefined
}

/** What a checksum file says about a file, and what is true. */
export interface ChecksumResult {
  /** The file, as the checksum file names it. */
  readonly fileName: string
  /** SHA-256 that it should have. */
  readonly expected: string
  /** SHA-256 that it has; absent when there is no such file. */
  readonly found?: string | undefined
  /** Whether both are the same. */
  readonly isOk: boolean
}

/** A constant of the model. */
export interface Constant {
  /** `Module.Name`. */
  readonly name: string
  /** Its type. */
  readonly type: ConstantType
  /** The model's default, always text; absent when the metadata has none. May be a credential, and printing the object prints it. */
  readonly defaultValue?: string | undefined
  /** The modeller's words, empty when there are none. */
  readonly description: string
}

/** The type of a constant. `metadata.json` is seen with `String`, `Boolean` and `Integer`; the others are documented. */
export type ConstantType = 'String' | 'Boolean' | 'Integer' | 'Decimal' | 'DateTime' | (string & {})

/** How a project file writes attributes, indexes and settings (package formats, 3.4 and 3.5). */
export type ModelEncoding = 'mendix4' | 'mendix5' | 'modern'

/**
 * Digests of a package that say in which respect two of them are the same.
 *
 * Each is a SHA-256 in lower-case hexadecimal.
 */
export interface PackageDigests {
  /** Of the file as it is. Differs when the same content is packed again. */
  readonly file: string
  /**
   * Of what is deployed: names and bytes of the archive's files, whatever their order, times and compression. Of a
   * project's `.mpr`, that of the file.
   *
   * Anyone can compute it: the SHA-256 of the list that `sha256sum` prints for the extracted files, sorted by the bytes
   * of their names. `model/config.json`, which local runs leave behind, is not part of it.
   */
  readonly content: string
  /**
   * Of the app as it was modelled and coded, without what a build adds: ids, times, model version, description. Equal
   * digests mean the same model, rebuilt. Absent for a package without a model, and for projects, which are not built.
   *
   * Documents of the model and compiled code count by their bytes, libraries and resources by size and CRC-32. Pages
   * and styles that are generated from the model and the theme do not count; `content` tells of them.
   */
  readonly model?: string | undefined
}

/** The kind of a package file. */
export type PackageFormat = 'archive' | 'project' | 'portable'

/** What a package says about itself, read without extracting it. */
export interface PackageInfo {
  /** The file's name without its folder. */
  readonly fileName: string
  /** The kind of the file. */
  readonly format: PackageFormat
  /** The project's id (root unit id); the platform's `ProjectId`. A module package has an id of its own. */
  readonly projectId: string
  /** The project's display name. A project file does not hold it; the name of the file stands for it. */
  readonly projectName: string
  /**
   * Version given at build time; `unversioned` for local builds. Absent for a project: it gets its version when it is
   * built.
   */
  readonly modelVersion?: string | undefined
  /**
   * Version of the Mendix Runtime, such as `10.24.15.93102`. For a project, the version of Studio Pro that wrote it, such
   * as `7.0.0-rc1` or `11.6.3`.
   */
  readonly runtimeVersion: string
  /** Java's major version; absent before Mendix 9.24, and where a project leaves it to the version of Mendix. */
  readonly javaVersion?: number | undefined
  /** Description of the package, empty for local builds and projects. */
  readonly description: string
  /** Name of the built-in administrator; absent for a project. */
  readonly adminUser?: string | undefined
  /** Constants by code point of their name. */
  readonly constants: ReadonlyArray<Constant>
  /** Scheduled events by code point of their name. */
  readonly scheduledEvents: ReadonlyArray<ScheduledEvent>
  /** User roles by code point of their name. */
  readonly userRoles: ReadonlyArray<UserRole>
  /** Request handlers by code point of their path. */
  readonly requestHandlers: ReadonlyArray<RequestHandler>
  /** Languages such as `en_US`; empty before Mendix 9.24. */
  readonly languages: ReadonlyArray<string>
  /** Size of the file in bytes. For a project with `mprcontents`, of the `.mpr` alone. A safe integer. */
  readonly compressedBytes: number
  /** Sum of the entries' uncompressed sizes in bytes, as the directory claims them. For a project on disk, its size. A safe integer. */
  readonly uncompressedBytes: number
  /** Number of files, folders not counted. For a project on disk, 1. A safe integer. */
  readonly fileCount: number
  /**
   * Units of a project that its index lists and that are not there, as in an incomplete checkout, or that are damaged:
   * constants and events in them are unknown. 0 for other kinds. A safe integer.
   */
  readonly unreadUnits: number
  /**
   * Runtime settings that come with a packaged data set (`Configuration` of the metadata), as JSON text. The buildpacks
   * read them with `USE_DATA_SNAPSHOT=true`. They may hold credentials. May be a credential, and printing the object prints it.
   */
  readonly snapshotSettings: string | undefined
}

/** How a portable package takes its configuration: what its files in `etc` say (package formats, 8). */
export interface PortableConfiguration {
  /** Constants by code point of their name. */
  readonly constants: ReadonlyArray<PortableConstant>
  /** Other settings that an environment variable sets, in the order of the file. */
  readonly settings: ReadonlyArray<PortableSetting>
  /**
   * Places in the files that this library does not understand, such as `etc/variables.conf, line 7`. What they set is
   * unknown.
   */
  readonly unread: ReadonlyArray<string>
}

/** A constant of a portable package. */
export interface PortableConstant {
  /** `Module.Name`. */
  readonly name: string
  /** Its default in `etc/constants/defaults.conf`; absent where the file has none. It may be a credential. May be a credential, and printing the object prints it. */
  readonly defaultValue?: string | undefined
  /** Environment variables that set it. When several are set, the last of these counts. */
  readonly variables: ReadonlyArray<string>
}

/** A setting of a portable package that an environment variable sets. */
export interface PortableSetting {
  /** Its path, such as `runtime.params.DatabaseHost`. */
  readonly path: string
  /** The environment variable. */
  readonly variable: string
}

/** The file that a synthetic project is written as. */
export type ProjectFormat = 'singleFile' | 'split' | 'modulePackage'

/**
 * A synthetic project to write: for tests of what reads projects.
 *
 * What is left out gets a plain value: a single file, the modern encoding, no leftovers.
 */
export interface ProjectSpec {
  /** The model. Its System module is left out: projects have none. */
  readonly model?: AppModel | null | undefined
  /** What to write. */
  readonly format?: ProjectFormat | null | undefined
  /** How attributes are written. */
  readonly encoding?: ModelEncoding | null | undefined
  /** Only for split projects: left-over unit files that the index no longer lists. They carry the names of live units. A safe integer. */
  readonly staleUnits?: number | null | undefined
  /**
   * Only for split projects: units that the index lists and that have no file, as in an incomplete checkout. A module's
   * name stands for its domain model, `Module.Name` for that document.
   */
  readonly missingUnits?: ReadonlyArray<string> | undefined
}

/** A path that the runtime serves. */
export interface RequestHandler {
  /** The path, such as `/api/`. */
  readonly name: string
  /** Whether it is on without configuration. */
  readonly defaultEnabled?: boolean | undefined
  /** Whether only this exact path is served. */
  readonly matchExactly?: boolean | undefined
}

/** A scheduled event of the model. Its interval is not in the metadata. */
export interface ScheduledEvent {
  /** `Module.Name`. */
  readonly name: string
  /** The modeller's words, empty when there are none. */
  readonly description: string
}

/** A user role. */
export interface UserRole {
  /** The role's GUID. */
  readonly id: string
  /** Its name. */
  readonly name: string
  /** GUIDs of the roles it may manage. */
  readonly manageableRoles: ReadonlyArray<string>
}
