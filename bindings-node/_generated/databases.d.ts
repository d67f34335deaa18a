// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/** Options of a connection to a PostgreSQL database. */
export interface DatabaseOptions {
  /** Host name, address, or folder of a socket; `localhost`. */
  readonly host?: string | null | undefined
  /** Port; 5432. */
  readonly port?: number | null | undefined
  /** Name of the database; that of the user. */
  readonly database?: string | null | undefined
  /** User. One that may only read is enough. */
  readonly user?: string | null | undefined
  /** Schema of the app's tables; `public`. */
  readonly schema?: string | null | undefined
  /** Encryption; `verified`. */
  readonly tls?: DatabaseTls | null | undefined
  /** Further certificate authorities: paths of PEM files. */
  readonly caCertificates?: ReadonlyArray<string> | undefined
  /** Time allowed to connect; 10. A safe integer. */
  readonly connectTimeoutSeconds?: number | null | undefined
  /** Time allowed for one query; 30. A count over a large table takes long. A safe integer. */
  readonly statementTimeoutSeconds?: number | null | undefined
  /** Time a query may wait for a lock, such as that of a runtime that synchronises; 5. A safe integer. */
  readonly lockTimeoutSeconds?: number | null | undefined
  /** Name under which the session is listed; `mendix-deploy`. */
  readonly applicationName?: string | null | undefined
}

/** Whether the connection is encrypted. An encrypted one is always verified: name and authority of the server. */
export type DatabaseTls = 'verified' | 'off'
