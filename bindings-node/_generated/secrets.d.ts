// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Retry } from './error.js'

/** What a child process did. Secrets are taken out of both streams. */
export interface CommandOutput {
  /** Exit code; absent when a signal ended it. */
  readonly exitCode?: number | undefined
  /** What it wrote to standard output, at most 16 MiB. */
  readonly stdout: string
  /** What it wrote to standard error, at most 16 MiB. */
  readonly stderr: string
}

/** A version that was read once and is to be read again: the way back of a deployment. */
export interface LockedVersion {
  /** The reference as the report has it. */
  readonly reference: string
  /** The version. */
  readonly version: string
}

/**
 * A secret reference, `scheme[+store]://object[?query][#selector]`, in its parts.
 *
 * It says what to read and never carries a credential: it may be printed, committed and logged.
 */
export interface Reference {
  /** The scheme as written: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`. */
  readonly scheme: string
  /** The kind of store that the scheme means. */
  readonly storeKind: StoreKind
  /** The name of the store; absent: the default store of this kind. */
  readonly store?: string | undefined
  /** What to read there, in canonical escaping: segments are separated by `/`, a slash within one is `%2F`. */
  readonly object: string
  /** Query keys and values, decoded, without those that say the default. */
  readonly query: Readonly<Record<string, string>>
  /** The key within, decoded; a JSON pointer (RFC 6901) when it starts with `/`. */
  readonly selector?: string | undefined
  /** The canonical form: minimal escapes, sorted query, defaults left out. */
  readonly canonical: string
}

/** What a resolution did. Holds no value. */
export interface ResolutionReport {
  /** When it began. */
  readonly at: string
  /** How long it took. A safe integer. */
  readonly milliseconds: number
  /** Every reference of every slot, in the order asked. */
  readonly secrets: ReadonlyArray<ResolvedSecret>
  /** Everything that failed, in the order asked. */
  readonly failures: ReadonlyArray<SecretFailure>
  /** Requests sent to stores, logins and retries included. */
  readonly requests: number
}

/** Options of one resolution. */
export interface ResolveOptions {
  /** Versions that are to be read again, from the report of an earlier resolution. */
  readonly lock?: ReadonlyArray<LockedVersion> | undefined
  /** Reads from the stores what is in memory too. */
  readonly refresh?: boolean | undefined
}

/** One reference of one slot. */
export interface ResolvedSecret {
  /** What asked for it: `constants.Mail.Password`. */
  readonly slot: string
  /** The reference in canonical form, with the store's name; absent for a literal. */
  readonly reference?: string | undefined
  /** The store's name. */
  readonly store?: string | undefined
  /** How it ended. */
  readonly outcome: SecretOutcome
  /** Where it came from; absent when there is no value. */
  readonly source?: SecretSource | undefined
  /**
   * The version that was read: of Vault a number, of AWS and Azure an id, of Kubernetes the resource version. Absent
   * where the store has no versions.
   */
  readonly version?: string | undefined
  /** When this version was made; absent where the store does not say. */
  readonly createdAt?: string | undefined
  /** Its age at the time of the resolution. */
  readonly ageDays?: number | undefined
  /** How long the store took; 0 from the cache. A safe integer. */
  readonly milliseconds: number
  /** What a person should know: an expired secret, a file that others can read. */
  readonly warnings: ReadonlyArray<string>
}

/** Options of a resolver. */
export interface ResolverOptions {
  /** The stores by name. A kind that is not among them is taken from the environment of the process. */
  readonly stores?: Readonly<Record<string, StoreSpec>> | undefined
  /** How long a secret is kept in memory; 300. 0 keeps none. A safe integer. */
  readonly cacheSeconds?: number | null | undefined
  /** How much longer a secret is used when its store does not answer; 0. A refusal always counts. A safe integer. */
  readonly maxStaleSeconds?: number | null | undefined
  /** Time allowed for one resolution; 60. A safe integer. */
  readonly timeoutSeconds?: number | null | undefined
}

/** One secret that cannot be had, or one mistake in a reference. */
export interface SecretFailure {
  /** Stable code: `secrets.not_found`, `secrets.permission_denied`. */
  readonly code: string
  /** Everywhere the reference is used, in the order given: `constants.Mail.Password`. */
  readonly slots: ReadonlyArray<string>
  /** The reference in canonical form; absent when it cannot be read. */
  readonly reference?: string | undefined
  /** The store's name; absent before a store is chosen. */
  readonly store?: string | undefined
  /** What happened. */
  readonly message: string
  /** What to do next. */
  readonly remedy: string
  /** Where in the text of the slot, counted in characters from 0; absent when it is not about the spelling. */
  readonly position?: number | undefined
  /** The status of the store's answer. */
  readonly status?: number | undefined
  /** The store's own code, as it was spelled. */
  readonly storeCode?: string | undefined
  /** The store's id of the request, to find it in the store's log. */
  readonly requestId?: string | undefined
  /** How often it was tried; 0 when the store was not asked. */
  readonly attempts: number
  /** Whether trying again can help. */
  readonly retry: Retry
}

/** How it ended for one slot. */
export type SecretOutcome = 'found' | 'missing' | 'failed'

/** One place that wants a secret. */
export interface SecretRequest {
  /** What it is for: `database.password`. */
  readonly slot: string
  /** A reference, or text with `${secret:…}` in it. */
  readonly reference: string
}

/** Where a value came from. */
export type SecretSource = 'store' | 'cache' | 'stale' | 'literal'

/** What a store is. */
export type StoreKind = 'vault' | 'aws' | 'azure' | 'kubernetes' | 'environment' | 'files'

/** Time and number of requests to one store. */
export interface StoreLimits {
  /** Time allowed for one request; 10. A safe integer. */
  readonly timeoutSeconds?: number | null | undefined
  /** Time allowed to connect; 3. A safe integer. */
  readonly connectTimeoutSeconds?: number | null | undefined
  /** Requests in flight; 8. Halved by each answer that asks to slow down. */
  readonly concurrency?: number | null | undefined
  /** How often a request is tried that may be tried again; 3. */
  readonly maxAttempts?: number | null | undefined
}

/** HashiCorp Vault or OpenBao. */
export interface VaultStore {
  readonly kind: 'vault'
  /** Base URL; `BAO_ADDR`, `VAULT_ADDR`. */
  readonly address?: string | null | undefined
  /** Namespace; `BAO_NAMESPACE`, `VAULT_NAMESPACE`. */
  readonly namespace?: string | null | undefined
  /** How one logs in; absent: a token that is there already. */
  readonly auth?: VaultAuth | null | undefined
  /** Paths of PEM files with further authorities; `VAULT_CACERT`. */
  readonly caCertificates?: ReadonlyArray<string> | undefined
  /** Path of a PEM file with client certificate and key. */
  readonly clientCertificate?: string | null | undefined
  /** Time and number of requests. */
  readonly limits?: StoreLimits | null | undefined
}

/** Environment variables of this process. */
export interface EnvironmentStore {
  readonly kind: 'environment'
}

/** Files of this machine. */
export interface FileStore {
  readonly kind: 'files'
  /** Folder of relative references; the landscape's, else the current one. */
  readonly folder?: string | null | undefined
}

/** Where and how secrets are read. */
export type StoreSpec = VaultStore | EnvironmentStore | FileStore

/** A token that is there already. */
export interface VaultToken {
  readonly kind: 'token'
  /** Reference to it. Absent: `BAO_TOKEN`, `VAULT_TOKEN`, the file of `BAO_TOKEN_PATH`, `~/.vault-token`. */
  readonly token?: string | null | undefined
}

/** Role and secret id. */
export interface VaultAppRole {
  readonly kind: 'appRole'
  /** Reference to the role id. */
  readonly roleId: string
  /** Reference to the secret id; absent where the role needs none. */
  readonly secretId?: string | null | undefined
  /**
   * States that `secretId` holds a wrapping token that must have been made at this path, such as
   * `auth/approle/role/app/secret-id`.
   */
  readonly wrappedBy?: string | null | undefined
  /** Where the method is mounted; `approle`. */
  readonly mount?: string | null | undefined
}

/** The service account of a pod. */
export interface VaultKubernetes {
  readonly kind: 'kubernetes'
  /** Role at the method. */
  readonly role: string
  /** Reference to the token; `file:///var/run/secrets/kubernetes.io/serviceaccount/token`. Read again at each login. */
  readonly jwt?: string | null | undefined
  /** Where the method is mounted; `kubernetes`. */
  readonly mount?: string | null | undefined
}

/** A signed token, such as the one of a CI job. */
export interface VaultJwt {
  readonly kind: 'jwt'
  /** Role; absent where the method has a default one. */
  readonly role?: string | null | undefined
  /** Reference to the token. */
  readonly jwt: string
  /** Where the method is mounted; `jwt`. */
  readonly mount?: string | null | undefined
}

/** A user with a password. */
export interface VaultUserpass {
  readonly kind: 'userpass'
  /** User. */
  readonly username: string
  /** Reference to the password. */
  readonly password: string
  /** Where the method is mounted; `userpass`. */
  readonly mount?: string | null | undefined
}

/** The client certificate of the store. */
export interface VaultCertificate {
  readonly kind: 'certificate'
  /** Name of the role; absent: the first that fits. */
  readonly name?: string | null | undefined
  /** Where the method is mounted; `cert`. */
  readonly mount?: string | null | undefined
}

/**
 * How one logs in at Vault or OpenBao.
 *
 * Every credential is a reference to another store, such as `env://VAULT_TOKEN` or `file:///run/secrets/token`.
 */
export type VaultAuth = VaultToken | VaultAppRole | VaultKubernetes | VaultJwt | VaultUserpass | VaultCertificate
