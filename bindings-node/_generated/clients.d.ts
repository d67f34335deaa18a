// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** Options of a client. One setting serves everything that goes out. */
export interface ClientOptions {
  /** Other base URLs. */
  readonly endpoints?: Endpoints | null | undefined
  /**
   * URL of a proxy without a login, such as `http://proxy.example:3128`; left out, the usual environment variables
   * count.
   */
  readonly proxy?: string | null | undefined
  /**
   * Hosts that are reached without `proxy`, comma separated as in `NO_PROXY`. Without `proxy` only `*` is taken: no
   * proxy at all, whatever the environment says.
   */
  readonly noProxy?: string | null | undefined
  /** Further certificate authorities: paths of PEM files. */
  readonly caCertificates?: ReadonlyArray<string> | undefined
  /** Client certificate with its key: path of a PEM file. */
  readonly clientCertificate?: string | null | undefined
  /** Time allowed for one call, and time in which an upload or download must move; 60. A safe integer. */
  readonly timeoutSeconds?: number | null | undefined
  /**
   * Time allowed for one call with all of its attempts and the pauses between them; 600. Uploads and downloads are
   * bounded by `timeoutSeconds` alone. A safe integer.
   */
  readonly totalSeconds?: number | null | undefined
  /** Time allowed to connect; 10. A safe integer. */
  readonly connectTimeoutSeconds?: number | null | undefined
  /** How often a call is tried that may be tried again; 5. */
  readonly maxAttempts?: number | null | undefined
  /** Refuses every call that changes the platform. */
  readonly readOnly?: boolean | undefined
  /** Pause between two looks at a job, in milliseconds, in place of the pace that suits each kind of job. A safe integer. */
  readonly pollMilliseconds?: number | null | undefined
  /** Added to the header `User-Agent`. */
  readonly userAgent?: string | null | undefined
}

/** A host that a client may contact, and what may be sent there. Connections to any other are refused. */
export interface ContactedHost {
  /** Why it is contacted. */
  readonly purpose: HostPurpose
  /** `host` or `host:port`; absent where no list exists beforehand and `rule` says which ones. */
  readonly host?: string | undefined
  /** Which hosts these are, one sentence. */
  readonly rule: string
  /** Credentials sent there; often none. */
  readonly credentials: ReadonlyArray<HostCredential>
  /** What else is sent there, one sentence. */
  readonly sends: string
}

/**
 * Base URLs of the platform's services, to point a client at a proxy of your own or at an emulator.
 *
 * What is left out is the documented host.
 */
export interface Endpoints {
  /** Deploy v1 and v2, Build, Backups v2; `https://deploy.mendix.com`. */
  readonly deploy?: string | null | undefined
  /** Deploy v4; `https://cloud.home.mendix.com`. */
  readonly cloud?: string | null | undefined
  /** App Repository; `https://repository.api.mendix.com`. */
  readonly repository?: string | null | undefined
  /** Epics; `https://epics-api.mendix.com`. */
  readonly epics?: string | null | undefined
}

/** A credential that a client may send to a host. */
export type HostCredential = 'apiKey' | 'personalAccessToken' | 'proxyLogin'

/** Why a host is contacted. */
export type HostPurpose = 'calls' | 'links' | 'publicUrls' | 'proxy'

/** What an operation of the platform is doing. */
export interface OperationProgress {
  /** The operation's id on the platform. */
  readonly id: string
  /** What it does: `start`, `build`, `upload`, `snapshot`, `archive`, `restore`. */
  readonly operation: string
  /** The platform's word for its state. */
  readonly status: string
  /** Seconds since this client began to watch it. A safe integer. */
  readonly elapsedSeconds: number
  /** Whether it has ended. */
  readonly finished: boolean
}

/** How far a transfer is. The last one says that it is the last. */
export interface Progress {
  /** Bytes so far. A safe integer. */
  readonly doneBytes: number
  /** Bytes in all; absent when not known. A safe integer. */
  readonly totalBytes?: number | undefined
  /** Whether this is the last one. */
  readonly finished: boolean
}
