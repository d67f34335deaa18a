// Handles: what has behaviour. Written by hand, once; data is in `_generated`.

import type { Address } from '../_generated/address.js'
import type { Change } from '../_generated/changes.js'
import type { ClientOptions, ContactedHost, OperationProgress } from '../_generated/clients.js'
import type { Apps, Backups, Environments, Packages, Repository } from '../_generated/calls.js'
import type {
  AccessSpec,
  AdministrationSpec,
  ApprovalPolicy,
  BackupSpec,
  CertificatesSpec,
  ChangeTicketPolicy,
  DataClass,
  DatabaseSpec,
  Deadlines,
  DeliverySpec,
  Deviation,
  EffectiveConstant,
  Exemption,
  FreezeWindow,
  HealthSpec,
  JvmSpec,
  LandscapeDocument,
  LicenseSpec,
  LoggingSpec,
  MonitoringSpec,
  PlanSize,
  PolicySpec,
  PreflightOptions,
  ResourcesSpec,
  RoutingSpec,
  RuntimeValue,
  ScalingSpec,
  ScheduledEvents,
  SizingAdvice,
  SnapshotPolicy,
  StorageSpec,
  TargetKind,
  TargetSpec,
  TextValue,
  Tier,
  TierPreset,
  ValueOrigin,
  VerifySpec,
} from '../_generated/landscapes.js'
import type { ChangeDirection, Changes } from '../_generated/comparisons.js'
import type { ImportOptions, ImportSource, ImportedLandscape } from '../_generated/imports.js'
import type { DatabaseOptions } from '../_generated/databases.js'
import type {
  ConfigurationComparison,
  ConfigurationInput,
  ConnectionForm,
  DatabaseConnection,
  DatabaseSameness,
  EffectiveValue,
  Emission,
  EvaluatedConfiguration,
  Explanation,
  NameCollision,
  NamedConfiguration,
  StartFailure,
  VariableReading,
  WantedConfiguration,
} from '../_generated/configurations.js'
import type { Finding, Report, Severity } from '../_generated/findings.js'
import type { IncidentRecord, Plan, PlanOptions, Release } from '../_generated/plans.js'
import type {
  PolicyEnvironmentFacts,
  PlacementAdvice,
  PlacementOptions,
  PolicyFacts,
  PolicyOptions,
  PolicyRule,
  RuleStatus,
  SecretsPractice,
} from '../_generated/policies.js'
import type {
  ActivityOptions,
  JournalEntry,
  ResumeOptions,
  RunEvent,
  RunId,
  RunProgress,
  StartRunOptions,
} from '../_generated/runs.js'
import type { AppModel, UnreadUnit } from '../_generated/models.js'
import type {
  ArchiveSpec,
  ChecksumResult,
  PackageDigests,
  PackageInfo,
  PortableConfiguration,
  ProjectSpec,
} from '../_generated/packages.js'
import type { ScriptReading } from '../_generated/scripts.js'
import type {
  CommandOutput,
  Reference,
  ResolutionReport,
  ResolveOptions,
  ResolverOptions,
  SecretFailure,
  SecretRequest,
} from '../_generated/secrets.js'
import type { RuntimeSetting, SettingLookup, SettingProblem } from '../_generated/settings.js'

/** What every call takes. */
export interface CallOptions {
  /** Aborting it ends the call with `CallCancelledError`; its `cause` is the signal's reason. */
  readonly signal?: AbortSignal | null | undefined
}

/** How a run finds the secrets that constants refer to. */
export interface SecretsOption {
  /** Resolves secret references at the moment they are written. */
  readonly secrets?: Resolver | null | undefined
}

/** A package file: what it says about itself, and its digest. */
export declare class Package {
  private constructor()
  /** Reads the archive's directory and metadata in place; nothing is extracted. */
  static open(path: string | URL, options?: CallOptions): Promise<Package>
  /** Where the file is. */
  readonly path: string
  /** What the package says about itself. */
  readonly info: PackageInfo
  /** SHA-256 of the file in lower-case hexadecimal, computed at the first call. */
  digest(options?: CallOptions): Promise<string>
  /** The model: what the database and a deployment depend on. Read at each call, and not kept. */
  model(options?: CallOptions): Promise<AppModel>
  /** What changes when this package replaces `old`: in the database, for constants and events, forward and back. */
  changesSince(old: Package, options?: CallOptions): Promise<Changes>
  /** The digest of the app as it was modelled and coded, without reading the rest; `undefined` without a model. */
  modelDigest(options?: CallOptions): Promise<string | undefined>
  /** Digests of the file, of what is deployed, of the app as it was modelled. Reads the whole file. */
  contentDigests(options?: CallOptions): Promise<PackageDigests>
  /** The bill of materials as CycloneDX 1.6 JSON; the same package gives the same text. */
  sbom(options?: CallOptions): Promise<string>
  /** Units of a project that are not there, or not what its index says; empty for a complete checkout. */
  verifyContents(options?: CallOptions): Promise<ReadonlyArray<UnreadUnit>>
  /** How a portable package takes its configuration: defaults, and the variables that set constants and settings. */
  portableConfiguration(options?: CallOptions): Promise<PortableConfiguration>
  /** Findings about the platform's limits. */
  limits(): ReadonlyArray<Finding>
}

/** What the runtime of an environment would really see, value by value. Shows no value that may be a secret. */
export declare class EffectiveConfiguration {
  private constructor()
  /** Computes what the runtime of a target would see, given what the target is handed and the package. */
  static evaluate(input: ConfigurationInput, package_: Package): EffectiveConfiguration
  /** The whole answer as data. */
  readonly data: EvaluatedConfiguration
  /** Every value, by area and then by name. */
  readonly values: ReadonlyArray<EffectiveValue>
  /** The constants. */
  readonly constants: ReadonlyArray<EffectiveValue>
  /** Everything that is sent to the runtime besides constants: events, database, storage and other settings. */
  readonly runtimeSettings: ReadonlyArray<EffectiveValue>
  /** What a person should know, worst first. */
  readonly findings: ReadonlyArray<Finding>
  /** Why the start would fail before the runtime has its configuration; `undefined`: nothing is known to stop it. */
  readonly startFailure: StartFailure | undefined
  /** The value of exactly this name. */
  value(name: string): EffectiveValue | undefined
  /** What a setting or a constant is, and why. A wrong name is answered with the right one. */
  explain(name: string): Explanation
}

/** The variable that sets a constant on the buildpacks: `MX_Module_Constant`. */
export declare function constantVariable(constant: string): string

/** The variable that sets a runtime setting; `undefined` for a name with `_`, which only CUSTOM_RUNTIME_SETTINGS carries. */
export declare function settingVariable(setting: string): string | undefined

/** The runtime setting that a variable sets; `undefined` when it sets none. */
export declare function settingOfVariable(variable: string): string | undefined

/** The constants among these that a variable sets: none, one, or all that share it. */
export declare function constantsOfVariable(variable: string, constants: ReadonlyArray<string>): ReadonlyArray<string>

/** Constants that share a variable, by variable. */
export declare function nameCollisions(constants: ReadonlyArray<string>): ReadonlyArray<NameCollision>

/** How the buildpacks read a variable, for a model with these constants; mistakes come with their correction. */
export declare function readVariable(variable: string, constants: ReadonlyArray<string>): VariableReading

/** Takes a connection string apart: a URL or JDBC, of PostgreSQL, SQL Server, Oracle, MySQL, Db2 or SAP HANA. */
export declare function parseConnection(text: string): DatabaseConnection

/** Writes a connection in its own form. Reading what was written gives the same connection. */
export declare function printConnection(connection: DatabaseConnection): string

/** Writes a connection string in the other form, with every parameter. */
export declare function convertConnection(text: string, form: ConnectionForm): string

/** Whether two connection strings lead to one database, in whatever forms they are written. */
export declare function sameDatabase(one: string, other: string): DatabaseSameness

/** Writes a synthetic deployment archive: for tests, demos and pipelines that need a package and have none. */
export declare function writeArchive(path: string | URL, spec?: ArchiveSpec, options?: CallOptions): Promise<void>

/** Writes a synthetic project: for tests of what reads projects. `path` is the `.mpr` or `.mpk`. */
export declare function writeProject(path: string | URL, spec: ProjectSpec, options?: CallOptions): Promise<void>

/** Writes a synthetic portable package. */
export declare function writePortable(path: string | URL, spec: ArchiveSpec, options?: CallOptions): Promise<void>

/** Configurations side by side, one column each. Secrets are compared and not shown. */
export declare function compareConfigurations(
  columns: ReadonlyArray<NamedConfiguration>,
  options?: CallOptions,
): Promise<ConfigurationComparison>

/**
 * What a team has today, read into a landscape: variables, a Compose file, a manifest, a settings document. Every entry of the
 * source stands in the report once, as understood, doubtful or ignored. What may be a secret is not copied.
 */
export declare function importConfiguration(
  source: ImportSource,
  options?: ImportOptions & CallOptions,
): Promise<ImportedLandscape>

/** What changes between two models, whatever they were read from. */
export declare function compareModels(before: AppModel, after: AppModel, options?: CallOptions): Promise<Changes>

/** Decides again after questions were answered, by a database or by whoever ran their queries. */
export declare function decide(changes: Changes, options?: CallOptions): Promise<Changes>

/** What a rule of one's own says about an environment: nothing when it holds, a text when it does not. */
export type PolicyFunction = (
  address: string,
  environment: PolicyEnvironmentFacts,
) => string | undefined | null | Readonly<{ status: RuleStatus; message?: string; remedy?: string; severity?: Severity }>

/** Rules of one's own that are functions, by their id. */
export interface PolicyFunctions {
  readonly rules?: Readonly<Record<string, PolicyFunction>> | undefined
}

/** Where an app should run, and why. */
export declare function placement(options?: PlacementOptions): PlacementAdvice

/** Holds facts against the policy, without a landscape. */
export declare function policyOfFacts(facts: PolicyFacts, options?: PolicyOptions & PolicyFunctions): Report

/** Every rule of the library, as data. */
export declare function policyRules(): ReadonlyArray<PolicyRule>

/** Practices for secrets, and whether a report shows that they are followed. */
export declare function secretsPractices(report?: Report): ReadonlyArray<SecretsPractice>

/** The model that a plain dump of a database (`pg_dump`), or the script of a built-in one, tells: what is stored, and under which names. */
export declare function readCatalogue(path: string | URL, options?: CallOptions): Promise<AppModel>

/** What the statements of a script do to the database. A statement that is not on the list is unknown. */
export declare function readScript(text: string, options?: CallOptions): Promise<ScriptReading>

/** What environments of each tier usually are. */
export declare function tierPresets(): ReadonlyArray<TierPreset>

/** The plans of Mendix Cloud. */
export declare function planCatalogue(): ReadonlyArray<PlanSize>

/** What an application with this many entities is recommended to get on Kubernetes. */
export declare function sizingAdvice(entities: number): SizingAdvice

/** A runtime setting by its name; when there is none, what was probably meant, and why. */
export declare function runtimeSetting(name: string): SettingLookup

/** Every runtime setting that is known, by name. */
export declare function runtimeSettings(): ReadonlyArray<RuntimeSetting>

/** What is wrong with a setting's name or value. Messages never repeat the value. */
export declare function checkSetting(
  name: string,
  value: string,
  options?: { readonly runtimeVersion?: string; readonly target?: TargetKind },
): ReadonlyArray<SettingProblem>

/** Writes a checksum file for packages, as `sha256sum` writes it; put it into their folder. */
export declare function writeChecksums(
  path: string | URL,
  packages: ReadonlyArray<Package>,
  options?: CallOptions,
): Promise<void>

/** Checks every file that a checksum file names, in its folder. */
export declare function verifyChecksums(
  path: string | URL,
  options?: CallOptions,
): Promise<ReadonlyArray<ChecksumResult>>

/**
 * One execution of a plan. Iterate it for events, await `result()` for the end.
 *
 * Aborting `result({ signal })` ends the waiting only: a run belongs to its client. It is never thenable.
 */
export declare class Run implements AsyncIterable<RunEvent> {
  private constructor()
  /** The run's id, with which any process that reaches the journal can resume it. */
  readonly id: RunId
  /** Where the journal is. */
  readonly journal: string
  /** Whether this process is done with the run. */
  readonly isOver: boolean
  /** Byte progress of the step under way: the latest value. */
  readonly progress: RunProgress | undefined
  /** Asks the run to stop at its next safe point; `result()` then rejects with `RunStoppedError`. */
  stop(): void
  /** Waits for the end. Rejects with `RunFailedError`, `RunStoppedError`, `NeedsDecisionError`. */
  result(options?: CallOptions): Promise<Release>
  /** The events after number `after`, in order, none lost; ends when this process has no more to tell. */
  events(options?: CallOptions & { readonly after?: number | undefined }): AsyncIterableIterator<RunEvent>
  [Symbol.asyncIterator](): AsyncIterableIterator<RunEvent>
}

/** A secret that no way of printing, copying or serialising gives away. */
export declare class SecretValue {
  /** Wraps a text of yours. */
  constructor(text: string)
  /** The secret itself: the one way out. */
  reveal(): string
  /** The secret as bytes that the caller can overwrite with `fill(0)`. */
  revealBuffer(): Buffer
  /** Whether both hold the same secret; takes the same time wherever they differ. */
  equals(other: SecretValue): boolean
  toString(): string
  toJSON(): string
}

/** Credentials of a client. Half of a pair is refused with `credentials.missing`. */
export interface CredentialOptions {
  /** User of the API key. */
  readonly username?: string | null | undefined
  /** API key: everything that deploys. */
  readonly apiKey?: SecretValue | null | undefined
  /** Personal access token: Deploy v4 and the App Repository. */
  readonly pat?: SecretValue | null | undefined
  /** User name at the proxy of the option `proxy`. */
  readonly proxyUsername?: string | null | undefined
  /** Password at the proxy of the option `proxy`. */
  readonly proxyPassword?: SecretValue | null | undefined
}

/** A client of Mendix Cloud. Leaving `await using` stops its runs at their next safe point. */
export declare class Client implements AsyncDisposable {
  /** A client with these credentials. Nothing is sent yet. */
  constructor(options?: CredentialOptions & ClientOptions)
  /**
   * A client from the environment variables `MENDIX_DEPLOY_USERNAME` with `MENDIX_DEPLOY_API_KEY`, and
   * `MENDIX_DEPLOY_PAT`; where set also the endpoints `MENDIX_DEPLOY_ENDPOINT`, `MENDIX_DEPLOY_CLOUD_ENDPOINT`,
   * `MENDIX_DEPLOY_REPOSITORY_ENDPOINT`, and the proxy `MENDIX_DEPLOY_PROXY` with its exceptions
   * `MENDIX_DEPLOY_NO_PROXY` and its login `MENDIX_DEPLOY_PROXY_USERNAME` and `MENDIX_DEPLOY_PROXY_PASSWORD`.
   */
  static fromEnv(): Client
  /** Every host that this client may contact, by name or by rule, with what may be sent there. */
  readonly hosts: ReadonlyArray<ContactedHost>
  /** The user of the API key. */
  readonly username: string | undefined
  readonly apps: Apps
  readonly backups: Backups
  readonly environments: Environments
  readonly packages: Packages
  readonly repository: Repository
  /** Reads the facts and makes a plan: a value, to be looked at, saved, approved, started. */
  plan(environment: Environment, change: Change, options?: PlanOptions & CallOptions): Promise<Plan>
  /**
   * Starts a plan. Returns once lock and first journal record are durable; refusals are thrown here. Aborting the signal
   * later stops the run at its next safe point.
   */
  start(plan: Plan, options?: StartRunOptions & CallOptions & SecretsOption): Promise<Run>
  /** Continues a run, from any machine that reaches its journal. */
  resume(run: RunId, options?: ResumeOptions & CallOptions & SecretsOption): Promise<Run>
  /** What the journals say about an environment, oldest first. */
  activity(address: Address, options?: ActivityOptions & CallOptions): Promise<ReadonlyArray<JournalEntry>>
  /** Stops every run of this client at its next safe point; gives the ids of the runs to resume. */
  close(): Promise<ReadonlyArray<RunId>>
  /** Closes the client at the end of a block that began with `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Items of a listing, fetched page by page as they are asked for. */
export declare class Pager<T> implements AsyncIterable<T> {
  private constructor()
  [Symbol.asyncIterator](): AsyncIterableIterator<T>
  /** The items of the next page; `null` after the last one. */
  nextPage(options?: CallOptions): Promise<ReadonlyArray<T> | null>
}

/**
 * A job of the platform that goes on without us. Iterate it for progress, `wait()` for its result. It is never thenable.
 *
 * Stopping to wait does not stop the platform's work; `id` resumes it elsewhere.
 */
export declare class Operation<T> implements AsyncIterable<OperationProgress> {
  private constructor()
  /** The operation's id on the platform. */
  readonly id: string
  [Symbol.asyncIterator](): AsyncIterableIterator<OperationProgress>
  /** Waits for the end. */
  wait(options?: CallOptions): Promise<T>
  /** Looks once; `null` while it goes on. */
  poll(options?: CallOptions): Promise<T | null>
}

/** Secrets by slot. Nothing prints them; leaving `using` forgets them. */
export declare class ResolvedSecrets implements Disposable {
  private constructor()
  /** The slots that have a value, in the order asked. */
  readonly slots: readonly string[]
  /** What was read from where, without a value. Its versions are a lock for `resolve`. */
  readonly report: ResolutionReport
  /** The secret of a slot. */
  get(slot: string): SecretValue
  /** The text without these secrets, in plain and in the spellings that programs give them. */
  scrub(text: string): string
  /**
   * Runs a program with secrets in its environment, and takes them out of what it says. `env` maps names of variables to
   * slots; the values do not become strings of JavaScript.
   */
  run(
    command: readonly string[],
    options?: CallOptions & { readonly env?: Readonly<Record<string, string>> | null | undefined },
  ): Promise<CommandOutput>
  /** Forgets the secrets. */
  close(): void
  /** Forgets the secrets at the end of a block that began with `using`. */
  [Symbol.dispose](): void
}

/** Reads secrets from stores, each object once, all or none. Leaving `await using` gives back tokens it obtained. */
export declare class Resolver implements AsyncDisposable {
  /** A resolver with these stores; `folder` is where relative files are looked for. Nothing is contacted yet. */
  constructor(options?: ResolverOptions & { readonly folder?: string | URL | null | undefined })
  /** Resolves every slot, or rejects with `SecretsUnresolvedError` whose `detail.failures` has everything that failed. */
  resolve(
    requests: Readonly<Record<string, string>> | Iterable<SecretRequest>,
    options?: ResolveOptions & CallOptions,
  ): Promise<ResolvedSecrets>
  /** What is known to fail, without asking any store. */
  check(requests: Readonly<Record<string, string>> | Iterable<SecretRequest>): readonly SecretFailure[]
  /** Forgets what is in memory and gives back the tokens that were obtained. */
  close(): Promise<void>
  /** As `close`, at the end of a block that began with `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Reads a secret reference; every mistake is in the error's detail. */
export declare function parseReference(text: string): Reference
/** Reads a secret reference as another tool writes it: vals, ECS, Key Vault. */
export declare function importReference(text: string): Reference

/**
 * A connection to a PostgreSQL database of an app, for reading: the session refuses writes, and every query has a time
 * limit. Calls take turns. Leaving `using` ends the session.
 */
export declare class Database implements Disposable {
  private constructor()
  /** Connects, and makes the session refuse writes. */
  static connect(
    options: DatabaseOptions & CallOptions & { readonly password?: SecretValue | null | undefined },
  ): Promise<Database>
  /** The name of the database. */
  readonly name: string
  /** What is stored, as the runtime's catalogue in this database has it: the old side of a comparison. */
  catalogue(options?: CallOptions): Promise<AppModel>
  /**
   * Asks this database the questions of a comparison that are about one direction, and decides again: `forward` before
   * the new version starts, `backward` before the old version starts again. The comparison that was given stays as it is.
   *
   * A question that cannot be answered, such as for lack of time or rights, says why and stays open; nothing is ever
   * called safe because of it.
   */
  answer(changes: Changes, direction: ChangeDirection, options?: CallOptions): Promise<Changes>
  /** Ends the session, once the calls under way have ended. */
  close(): void
  /** Ends the session at the end of a block that began with `using`. */
  [Symbol.dispose](): void
}

/** The document of a team: apps, environments, targets, constants, secret references. */
export declare class Landscape {
  private constructor()
  /** Reads a file. Every error is told at once, with its line. */
  static load(path: string | URL, options?: CallOptions): Promise<Landscape>
  /** Reads text, as `load` does. */
  static parse(text: string, options?: CallOptions & { readonly file?: string | undefined }): Promise<Landscape>
  /** Takes a landscape that was built in code, with the same checks. */
  static fromDocument(document: LandscapeDocument): Landscape
  /** The document. */
  readonly document: LandscapeDocument
  /** An app by its name in the landscape. */
  app(name: string): App
  /** An environment by its address, `app/environment`. */
  environment(address: Address): Environment
  /** Holds every environment of every app against the policy. */
  policy(options?: PolicyOptions & PolicyFunctions): Report
  /** What the policy's rules read of this landscape, and what the caller knows beyond it. */
  policyFacts(given?: PolicyFacts): PolicyFacts
  /** Every app. */
  readonly apps: ReadonlyArray<App>
  /** Every environment of every app. */
  readonly environments: ReadonlyArray<Environment>
}

/** An app of a landscape. */
export declare class App {
  private constructor()
  /** Its name in the landscape. */
  readonly name: string
  /** The landscape it belongs to. */
  readonly landscape: Landscape
  /** An environment by its name. */
  environment(name: string): Environment
  /** Every environment. */
  readonly environments: ReadonlyArray<Environment>
  /** The environments to which builds of a branch are deployed, by their `delivery.branches`. */
  environmentsOfBranch(branch: string): ReadonlyArray<Environment>
  /** Checks a package against every environment of the app. Offline, without credentials. */
  preflight(pack: Package, options?: PreflightOptions): Report
  /** Holds every environment of the app against the policy, with what a package says about the app. */
  policy(options?: PolicyOptions & PolicyFunctions & { readonly package?: Package | undefined }): Report
}

/** An environment of a landscape, everything inherited. */
export declare class Environment {
  private constructor()
  /** Its address, `app/environment`. */
  readonly address: Address
  /** The app it belongs to. */
  readonly app: App
  /** What it is for. */
  readonly tier: Tier
  /** Where it runs. */
  readonly target: TargetSpec
  /** Its constants by code point of their name, each with where it was set. */
  readonly constants: ReadonlyArray<EffectiveConstant>
  /** Which scheduled events run. Left out: they stay as they are. */
  readonly scheduledEvents: ScheduledEvents | undefined
  /** Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make (database, storage, scheduled events) do not belong here. */
  readonly runtimeSettings: Readonly<Record<string, RuntimeValue>>
  /** Environment variables of the process, for what no other key says. */
  readonly variables: Readonly<Record<string, TextValue>>
  /** The Java virtual machine. */
  readonly jvm: JvmSpec | undefined
  /** What is logged. */
  readonly logging: LoggingSpec | undefined
  /** The database. */
  readonly database: DatabaseSpec | undefined
  /** The file storage. */
  readonly storage: StorageSpec | undefined
  /** Certificates. */
  readonly certificates: CertificatesSpec | undefined
  /** Probes. */
  readonly health: HealthSpec | undefined
  /** The licence. */
  readonly license: LicenseSpec | undefined
  /** Monitoring and alerts. */
  readonly monitoring: MonitoringSpec | undefined
  /** Who may use it. */
  readonly access: AccessSpec | undefined
  /** Where its data comes from. */
  readonly dataClass: DataClass | undefined
  /** How much of a machine one instance gets. */
  readonly resources: ResourcesSpec | undefined
  /** How many instances run. */
  readonly scaling: ScalingSpec | undefined
  /** How requests reach it. */
  readonly routing: RoutingSpec | undefined
  /** How it is administered. */
  readonly administration: AdministrationSpec | undefined
  /** How releases reach it. */
  readonly delivery: DeliverySpec | undefined
  /** How its data is saved. */
  readonly backup: BackupSpec | undefined
  /** What it is for, in words. */
  readonly purpose: string | undefined
  /** Who answers for it: a person, a team. */
  readonly owner: string | undefined
  /** Words to choose it by; all levels add up. */
  readonly tags: ReadonlyArray<string>
  /** The wave of a rollout it belongs to; one of the landscape's `waves`. */
  readonly wave: string | undefined
  /** How rules are applied. */
  readonly policies: PolicySpec | undefined
  /** Rules that do not hold for a while; all levels add up. */
  readonly exemptions: ReadonlyArray<Exemption>
  /** Whether a change needs a ticket. */
  readonly changeTicket: ChangeTicketPolicy | undefined
  /** How many people approve a plan. Left out: nobody has to. */
  readonly approvals: ApprovalPolicy | undefined
  /** What is checked after a deployment. */
  readonly verify: VerifySpec | undefined
  /** Whether and when a plan makes a snapshot. Left out: after the stop. */
  readonly snapshot: SnapshotPolicy | undefined
  /** Times in which nothing is deployed; all levels add up. */
  readonly freeze: ReadonlyArray<FreezeWindow>
  /** How long a plan waits; single deadlines are replaced. */
  readonly deadlines: Deadlines | undefined
  /** Every value it has, with the level that set it. */
  readonly origins: ReadonlyArray<ValueOrigin>
  /** Where one value was set, such as `logging.level`. */
  origin(key: string): ValueOrigin | undefined
  /** What environments of its tier usually are. */
  readonly preset: TierPreset | undefined
  /** Where it says something else than what environments of its tier usually are. */
  readonly deviations: ReadonlyArray<Deviation>
  /** Checks a package against this environment. Offline, without credentials. */
  preflight(pack: Package, options?: PreflightOptions): Report
  /** Constants, scheduled events and runtime settings as the environment wants them. */
  wanted(): WantedConfiguration
  /**
   * What the target is handed so that the runtime sees what the environment wants: without secrets, which are listed with
   * their places, and with what the target cannot carry.
   */
  emission(pack: Package): Emission
  /** What the runtime of the environment would see, value by value, if the target were handed what the landscape says. */
  effective(pack: Package): EffectiveConfiguration
  /** Holds this environment against the policy; others are seen, and what concerns this one is told. */
  policy(options?: PolicyOptions & PolicyFunctions & { readonly package?: Package | undefined }): Report
  /** What the policy's rules read of this environment. */
  policyFacts(): PolicyEnvironmentFacts
}

/** A document of the emulator: a seed, a fault, a change. */
export type EmulatorDocument = Readonly<Record<string, unknown>>

/**
 * A stateful stand-in for Mendix Cloud on loopback, for tests and drills.
 *
 * Time passes when `advance` says so, and by a second per request; a client of `client()` waits by this clock.
 */
export declare class Emulator implements Disposable {
  private constructor()
  static start(seed?: EmulatorDocument): Promise<Emulator>
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string
  /** What stands for each of the platform's hosts. */
  readonly endpoints: {
    readonly deploy: string
    readonly cloud: string
    readonly repository: string
    readonly epics: string
  }
  /** Credentials of the first user. They open nothing but this emulator. */
  readonly credentials: { readonly username: string; readonly apiKey: string; readonly pat: string }
  /** The virtual time in milliseconds since 1970. */
  readonly nowMs: number
  /** What requests changed, in order, with the identity of each request. */
  readonly effects: ReadonlyArray<EmulatorDocument>
  /** All requests in the order of their answers, without credentials. */
  readonly requests: ReadonlyArray<EmulatorDocument>
  /** Everything the stand-in remembers, without credentials. */
  readonly state: EmulatorDocument
  /** A client of this platform whose waiting moves this clock. */
  client(options?: ClientOptions): Client
  /** Moves the virtual time on. Jobs progress by it alone. */
  advance(milliseconds: number): void
  /** How far every request moves the virtual time; 1000 at the start, 0 stands still. */
  setAutoAdvance(milliseconds: number): void
  /** Injects a fault and gives its number. */
  inject(fault: EmulatorDocument): number
  /** Removes all faults and lets stalled requests go on. */
  clearFaults(): void
  /** Makes a change as somebody else would. */
  apply(change: EmulatorDocument): unknown
  /** Back to the seed: state, clock, records and faults. */
  reset(): void
  /** Stops the server; records and state stay readable. */
  stop(): void
  /** Stops the server at the end of a block that began with `using`. */
  [Symbol.dispose](): void
}

/** A value that is rendered, written, saved and loaded. */
export type AnyDocument = Report | Plan | Release | IncidentRecord | Changes | ConfigurationComparison | ImportedLandscape | LandscapeDocument

/** Documents by the word in their field `document`. */
export interface DocumentKinds {
  report: Report
  plan: Plan
  release: Release
  incidentRecord: IncidentRecord
  changes: Changes
  configurationComparison: ConfigurationComparison
  importedLandscape: ImportedLandscape
  landscape: LandscapeDocument
}

/** The document as `text`, `ascii`, `markdown`, `html` or `json`; a report also as `sarif`, `junit` or `github`. */
export declare function render(
  document: AnyDocument,
  format?: 'text' | 'ascii' | 'markdown' | 'html' | 'json' | 'sarif' | 'junit' | 'github',
): string

/** Writes the document in the format that the file's name says: `.md`, `.html`, `.json`, `.sarif`, … */
export declare function write(document: AnyDocument, path: string | URL, options?: CallOptions): Promise<void>

/** Saves the document as JSON; `load` reads it back. */
export declare function save(document: AnyDocument, path: string | URL, options?: CallOptions): Promise<void>

/** Loads a saved document of a kind; a newer version is refused by name. */
export declare function load<K extends keyof DocumentKinds>(
  kind: K,
  path: string | URL,
  options?: CallOptions,
): Promise<DocumentKinds[K]>

/** The report's findings as lines that GitHub shows beside the code, when a job prints them. */
export declare function annotate(report: Report): string[]
