// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { AppId, ProjectId, Settings } from './cloud.js'
import type { DatabaseEngine } from './configurations.js'
import type { Location } from './findings.js'
import type { PackageInfo } from './packages.js'
import type { PlacementConstraint, SecretDelivery } from './policies.js'

/** Who may use an environment. */
export interface AccessSpec {
  /**
   * Groups of people who use it: `developers`, `team`, `stakeholders`, `qa`, `endUsers`, or any other name. A nearer
   * level replaces them.
   */
  readonly groups?: ReadonlyArray<string> | undefined
  /** Groups with direct access to its database. A nearer level replaces them. */
  readonly databaseGroups?: ReadonlyArray<string> | undefined
}

/** How an environment is administered. */
export interface AdministrationSpec {
  /** The password of the user MxAdmin. */
  readonly password?: TextValue | null | undefined
  /** The password of the admin port, which is another one. */
  readonly portPassword?: TextValue | null | undefined
  /** Whether the admin port is reachable from other machines. */
  readonly portPublic?: boolean | null | undefined
  /** The password of the debugger; set, it is enabled. */
  readonly debuggerPassword?: TextValue | null | undefined
  /** Whether the runtime runs in development mode (`DTAPMode` `D`). */
  readonly developmentMode?: boolean | null | undefined
}

/** An alert. In YAML the word of its subject is enough. */
export interface AlertSpec {
  /** What it watches. */
  readonly subject: AlertSubject
  /** From which use on, in percent. */
  readonly percent?: number | null | undefined
  /** From which time or number on, in the unit of the subject: milliseconds, lines. */
  readonly above?: number | null | undefined
  /** Who is told: groups, addresses, channels. */
  readonly notify?: ReadonlyArray<string> | undefined
}

/** What an alert watches. */
export type AlertSubject = 'cpu' | 'memory' | 'disk' | 'databaseStorage' | 'databaseConnections' | 'criticalLogs' | 'errorLogs' | 'availability' | 'responseTime' | 'healthCheck'

/** An app. */
export interface AppSpec {
  /** What it is, in words. */
  readonly description?: string | null | undefined
  /** Names of the landscape's `templates`, the later ones nearer. The app's own `defaults` are nearer still. */
  readonly templates?: ReadonlyArray<string> | undefined
  /** What speaks for or against a target. */
  readonly constraints?: ReadonlyArray<PlacementConstraint> | undefined
  /** How many entities the model has, for sizing when no package is at hand. */
  readonly entities?: number | null | undefined
  /** What its environments inherit. */
  readonly defaults?: Defaults | null | undefined
  /**
   * Where its environments run, as far as they have it in common; an environment's target of the same kind fills
   * in or replaces single fields.
   */
  readonly target?: TargetSpec | null | undefined
  /** The usual environments of a node; what `environments` says about one of the same name is added. */
  readonly preset?: NodePreset | null | undefined
  /** Environments by the name that addresses use. */
  readonly environments?: Readonly<Record<string, EnvironmentSpec>> | undefined
}

/** How many people approve a plan before it starts. None of them may be the one who starts it. */
export interface ApprovalPolicy {
  /** How many; 0 asks for none. */
  readonly required: number
  /** How long an approval holds, in seconds. Default: 86,400 (a day). */
  readonly validSeconds?: number | null | undefined
}

/** What scales the number of instances. */
export interface AutoscaleSpec {
  /** The fewest instances. */
  readonly min?: number | null | undefined
  /** The most instances. */
  readonly max?: number | null | undefined
  /** Use of the reserved processor that is aimed at, in percent. Recommended: 70. */
  readonly cpuPercent?: number | null | undefined
  /** Use of the reserved memory that is aimed at, in percent. A JVM keeps what it has allocated: not recommended. */
  readonly memoryPercent?: number | null | undefined
  /** How long a lower use must last before an instance goes, in seconds. Recommended: 300. */
  readonly scaleDownSeconds?: number | null | undefined
}

/** How data is saved. */
export interface BackupSpec {
  /** Whether the database is saved. */
  readonly database?: boolean | null | undefined
  /** Whether the files are saved. */
  readonly files?: boolean | null | undefined
  /** How long a backup is kept, in days. */
  readonly keepDays?: number | null | undefined
  /** When a restore was last tried with success. */
  readonly restoredOn?: string | null | undefined
}

/** Certificates the runtime trusts and shows. */
export interface CertificatesSpec {
  /** Further authorities: PEM text, or where it is kept. */
  readonly authorities?: ReadonlyArray<TextValue> | undefined
  /** Certificates the runtime shows to others. */
  readonly clients?: ReadonlyArray<ClientCertificate> | undefined
}

/** Whether a change needs a ticket. */
export interface ChangeTicketPolicy {
  /** Whether a plan needs one. */
  readonly required?: boolean | null | undefined
  /** What a ticket looks like, with `*` for any text and `#` for digits: `CHG#`. */
  readonly pattern?: string | null | undefined
}

/** A certificate the runtime shows to others. */
export interface ClientCertificate {
  /** What it is called here. */
  readonly name: string
  /** The PKCS #12 file in base64, or where it is kept. */
  readonly bundle: TextValue
  /** Its password. No comma may stand in it: the runtime takes a list that is joined by commas. */
  readonly password?: TextValue | null | undefined
  /** The hosts or services it is for. Empty: all. */
  readonly pinTo?: ReadonlyArray<string> | undefined
}

/** How a connection is protected. The words of PostgreSQL's `sslmode` are in parentheses. */
export type ConnectionTls = 'off' | 'preferred' | 'required' | 'verifyAuthority' | 'verifyFull'

/** Which level of the landscape set a value; from the farthest to the nearest. */
export type ConstantOrigin = 'defaults' | 'overlay' | 'appTemplate' | 'app' | 'environmentTemplate' | 'environment'

/** The value itself, always text, whatever the constant's type. */
export interface ConstantLiteral {
  readonly kind: 'literal'
  /** The text. May be a credential, and printing the object prints it. */
  readonly value: string
  /** States that this is no secret although it looks like one. */
  readonly acknowledged?: boolean | undefined
}

/** Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential. */
export interface SecretReference {
  readonly kind: 'secretReference'
  /** The reference. */
  readonly reference: string
}

/** The empty text, and that is meant. */
export interface EmptyOnPurpose {
  readonly kind: 'emptyOnPurpose'
}

/**
 * What a constant is set to.
 *
 * In YAML a bare value is enough: `vault://secret/mail#password` is a secret reference, `literal:guest` is a literal
 * that is meant as one, everything else is a literal.
 */
export type ConstantValue = ConstantLiteral | SecretReference | EmptyOnPurpose

/** Where data comes from. */
export type DataClass = 'synthetic' | 'seeded' | 'anonymised' | 'production'

/** The database an application keeps its data in. Single fields replace inherited ones. */
export interface DatabaseSpec {
  /** The system. */
  readonly engine?: DatabaseEngine | null | undefined
  /** Its version: `15.4`, `2019`, `19c`. */
  readonly version?: string | null | undefined
  /** The host. */
  readonly host?: string | null | undefined
  /** The port. Default: the system's own. */
  readonly port?: number | null | undefined
  /** The name of the database. For Oracle: the service name. */
  readonly name?: string | null | undefined
  /** The schema, where the system has more than one per database. */
  readonly schema?: string | null | undefined
  /** The user. */
  readonly user?: string | null | undefined
  /** The password: a secret reference. */
  readonly password?: TextValue | null | undefined
  /**
   * The whole connection as one URL, instead of single fields: `postgres://…`, `jdbc:sqlserver://…`. With a password in
   * it, it is a secret as a whole.
   */
  readonly url?: TextValue | null | undefined
  /** Further parameters of the driver: `{connectTimeout: "10"}`. Merged by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined
  /** How connections are protected. */
  readonly tls?: ConnectionTls | null | undefined
  /** Whether the operating system's account logs in instead of user and password (SQL Server, Kerberos). */
  readonly integratedSecurity?: boolean | null | undefined
  /** The pool of connections. */
  readonly pool?: PoolSpec | null | undefined
  /**
   * A bound service or plan that provides the database: a service instance of Cloud Foundry, a database plan of the
   * Operator.
   */
  readonly service?: string | null | undefined
  /** Other names of the same host. The same for two environments says that they share a server. */
  readonly aliases?: ReadonlyArray<string> | undefined
  /** What identifies the server, whatever it is called: two environments with one id share a server. */
  readonly serverId?: string | null | undefined
}

/** How long a plan waits for the platform, in seconds each. What is left out has the planner's default. */
export interface Deadlines {
  /** For a build. */
  readonly buildSeconds?: number | null | undefined
  /** For an upload and its job. */
  readonly uploadSeconds?: number | null | undefined
  /** For the environment to stop. */
  readonly stopSeconds?: number | null | undefined
  /** For a snapshot or an archive. */
  readonly snapshotSeconds?: number | null | undefined
  /** For a transport, while the platform still processes the package. */
  readonly transportSeconds?: number | null | undefined
  /** For the environment to start, database synchronisation included. */
  readonly startSeconds?: number | null | undefined
  /** For a restore. */
  readonly restoreSeconds?: number | null | undefined
}

/** What environments inherit: the landscape's defaults, an app's, a template, an overlay. */
export interface Defaults {
  /** Constants by `Module.Constant`. */
  readonly constants?: Readonly<Record<string, ConstantValue>> | undefined
  /** Which scheduled events run. Left out: they stay as they are. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /**
   * Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make
   * (database, storage, scheduled events) do not belong here.
   */
  readonly runtimeSettings?: Readonly<Record<string, RuntimeValue>> | undefined
  /** Environment variables of the process, for what no other key says. */
  readonly variables?: Readonly<Record<string, TextValue>> | undefined
  /** The Java virtual machine. */
  readonly jvm?: JvmSpec | null | undefined
  /** What is logged. */
  readonly logging?: LoggingSpec | null | undefined
  /** The database. */
  readonly database?: DatabaseSpec | null | undefined
  /** The file storage. */
  readonly storage?: StorageSpec | null | undefined
  /** Certificates. */
  readonly certificates?: CertificatesSpec | null | undefined
  /** Probes. */
  readonly health?: HealthSpec | null | undefined
  /** The licence. */
  readonly license?: LicenseSpec | null | undefined
  /** Monitoring and alerts. */
  readonly monitoring?: MonitoringSpec | null | undefined
  /** Who may use it. */
  readonly access?: AccessSpec | null | undefined
  /** Where its data comes from. */
  readonly dataClass?: DataClass | null | undefined
  /** How much of a machine one instance gets. */
  readonly resources?: ResourcesSpec | null | undefined
  /** How many instances run. */
  readonly scaling?: ScalingSpec | null | undefined
  /** How requests reach it. */
  readonly routing?: RoutingSpec | null | undefined
  /** How it is administered. */
  readonly administration?: AdministrationSpec | null | undefined
  /** How releases reach it. */
  readonly delivery?: DeliverySpec | null | undefined
  /** How its data is saved. */
  readonly backup?: BackupSpec | null | undefined
  /** What it is for, in words. */
  readonly purpose?: string | null | undefined
  /** Who answers for it: a person, a team. */
  readonly owner?: string | null | undefined
  /** Words to choose it by; all levels add up. */
  readonly tags?: ReadonlyArray<string> | undefined
  /** The wave of a rollout it belongs to; one of the landscape's `waves`. */
  readonly wave?: string | null | undefined
  /** How rules are applied. */
  readonly policies?: PolicySpec | null | undefined
  /** Rules that do not hold for a while; all levels add up. */
  readonly exemptions?: ReadonlyArray<Exemption> | undefined
  /** Whether a change needs a ticket. */
  readonly changeTicket?: ChangeTicketPolicy | null | undefined
  /** How many people approve a plan. Left out: nobody has to. */
  readonly approvals?: ApprovalPolicy | null | undefined
  /** What is checked after a deployment. */
  readonly verify?: VerifySpec | null | undefined
  /** Whether and when a plan makes a snapshot. Left out: after the stop. */
  readonly snapshot?: SnapshotPolicy | null | undefined
  /** Times in which nothing is deployed; all levels add up. */
  readonly freeze?: ReadonlyArray<FreezeWindow> | undefined
  /** How long a plan waits; single deadlines are replaced. */
  readonly deadlines?: Deadlines | null | undefined
}

/** How releases reach an environment. */
export interface DeliverySpec {
  /** What starts a deployment. */
  readonly trigger?: DeliveryTrigger | null | undefined
  /** Who deploys. */
  readonly deployer?: Deployer | null | undefined
  /**
   * The branches whose builds are deployed here, with `*` for any text: `main`, `release/*`. A nearer level replaces
   * them.
   */
  readonly branches?: ReadonlyArray<string> | undefined
  /** How many former releases are kept. */
  readonly keepReleases?: number | null | undefined
}

/** What starts a deployment. */
export type DeliveryTrigger = 'everySave' | 'everyCommit' | 'releaseCandidate' | 'approvedRelease'

/** Who deploys. */
export type Deployer = 'developer' | 'pipeline' | 'pipelineWithApproval' | 'pipelineWithGate'

/** Where an environment differs from what its tier usually is. Not an error: a difference that somebody should know. */
export interface Deviation {
  /** The aspect. */
  readonly aspect: TierAspect
  /** What is usual, in words. */
  readonly usual: string
  /** What this environment has, in words. */
  readonly actual: string
  /** Where it was set, as a path of keys. */
  readonly path?: string | undefined
  /** Where in the file. */
  readonly location?: Location | undefined
}

/** A constant after inheritance. */
export interface EffectiveConstant {
  /** `Module.Constant`. */
  readonly name: string
  /** What it is set to. */
  readonly value: ConstantValue
  /** The level that set it. */
  readonly origin: ConstantOrigin
  /** Where, as a path of keys. */
  readonly path: string
  /** Where in the file; absent for a landscape built in code. */
  readonly location?: Location | undefined
}

/** An environment. */
export interface EnvironmentSpec {
  /** What it is for. May be left out when the environment's name is a tier's. */
  readonly tier?: Tier | null | undefined
  /** Where it runs; what is left out comes from the app's target. */
  readonly target?: TargetSpec | null | undefined
  /** Names of the landscape's `templates`, the later ones nearer. The environment's own values are nearer still. */
  readonly templates?: ReadonlyArray<string> | undefined
  /** Constants by `Module.Constant`. */
  readonly constants?: Readonly<Record<string, ConstantValue>> | undefined
  /** Which scheduled events run. Left out: they stay as they are. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /**
   * Runtime settings by name, such as `SessionTimeout`. Constants and the settings that other keys make
   * (database, storage, scheduled events) do not belong here.
   */
  readonly runtimeSettings?: Readonly<Record<string, RuntimeValue>> | undefined
  /** Environment variables of the process, for what no other key says. */
  readonly variables?: Readonly<Record<string, TextValue>> | undefined
  /** The Java virtual machine. */
  readonly jvm?: JvmSpec | null | undefined
  /** What is logged. */
  readonly logging?: LoggingSpec | null | undefined
  /** The database. */
  readonly database?: DatabaseSpec | null | undefined
  /** The file storage. */
  readonly storage?: StorageSpec | null | undefined
  /** Certificates. */
  readonly certificates?: CertificatesSpec | null | undefined
  /** Probes. */
  readonly health?: HealthSpec | null | undefined
  /** The licence. */
  readonly license?: LicenseSpec | null | undefined
  /** Monitoring and alerts. */
  readonly monitoring?: MonitoringSpec | null | undefined
  /** Who may use it. */
  readonly access?: AccessSpec | null | undefined
  /** Where its data comes from. */
  readonly dataClass?: DataClass | null | undefined
  /** How much of a machine one instance gets. */
  readonly resources?: ResourcesSpec | null | undefined
  /** How many instances run. */
  readonly scaling?: ScalingSpec | null | undefined
  /** How requests reach it. */
  readonly routing?: RoutingSpec | null | undefined
  /** How it is administered. */
  readonly administration?: AdministrationSpec | null | undefined
  /** How releases reach it. */
  readonly delivery?: DeliverySpec | null | undefined
  /** How its data is saved. */
  readonly backup?: BackupSpec | null | undefined
  /** What it is for, in words. */
  readonly purpose?: string | null | undefined
  /** Who answers for it: a person, a team. */
  readonly owner?: string | null | undefined
  /** Words to choose it by; all levels add up. */
  readonly tags?: ReadonlyArray<string> | undefined
  /** The wave of a rollout it belongs to; one of the landscape's `waves`. */
  readonly wave?: string | null | undefined
  /** How rules are applied. */
  readonly policies?: PolicySpec | null | undefined
  /** Rules that do not hold for a while; all levels add up. */
  readonly exemptions?: ReadonlyArray<Exemption> | undefined
  /** Whether a change needs a ticket. */
  readonly changeTicket?: ChangeTicketPolicy | null | undefined
  /** How many people approve a plan. Left out: nobody has to. */
  readonly approvals?: ApprovalPolicy | null | undefined
  /** What is checked after a deployment. */
  readonly verify?: VerifySpec | null | undefined
  /** Whether and when a plan makes a snapshot. Left out: after the stop. */
  readonly snapshot?: SnapshotPolicy | null | undefined
  /** Times in which nothing is deployed; all levels add up. */
  readonly freeze?: ReadonlyArray<FreezeWindow> | undefined
  /** How long a plan waits; single deadlines are replaced. */
  readonly deadlines?: Deadlines | null | undefined
}

/** Which scheduled events a tier usually runs. */
export type EventsExpectation = 'none' | 'selected' | 'asProduction' | 'all'

/** A rule that does not hold for a while. */
export interface Exemption {
  /** The rule's id: `MX-DB-002`. */
  readonly rule: string
  /** Why. */
  readonly reason: string
  /** The last day on which it counts. */
  readonly expires: string
  /** Who decided. */
  readonly by?: string | null | undefined
  /** What of the environment it is for, as in the finding: a constant, an event. Default: all of it. */
  readonly subject?: string | null | undefined
}

/** A time in which nothing is deployed. */
export interface FreezeWindow {
  /** The first day. */
  readonly first: string
  /** The last day. */
  readonly last: string
  /** When it begins on the first day, as `hh:mm`. Default: with the day. */
  readonly fromTime?: string | null | undefined
  /** When it ends on the last day, as `hh:mm`. Default: with the day. */
  readonly untilTime?: string | null | undefined
  /** The time zone of days and times, by its IANA name: `Europe/Amsterdam`. Default: UTC. */
  readonly zone?: string | null | undefined
  /** Why. */
  readonly reason: string
}

/** A garbage collector. */
export type GarbageCollector = 'serial' | 'g1'

/** How a target finds out whether the application is well. */
export interface HealthSpec {
  /** Whether it lives; a failure restarts it. */
  readonly liveness?: ProbeSpec | null | undefined
  /** Whether it may be sent requests. */
  readonly readiness?: ProbeSpec | null | undefined
  /** Whether it has started; the others wait for it. The port opens only after the database has been synchronised. */
  readonly startup?: ProbeSpec | null | undefined
  /** How long a start may take, in seconds. */
  readonly startTimeoutSeconds?: number | null | undefined
}

/** Whether a plan runs more than one instance. */
export type HorizontalScaling = 'no' | 'ask' | 'yes'

/** The Java virtual machine of the runtime. */
export interface JvmSpec {
  /** Further arguments, one each: `-Duser.timezone=Europe/Amsterdam`. A nearer level replaces them. */
  readonly arguments?: ReadonlyArray<string> | undefined
  /** The heap, in MiB. Default: what the target derives from its memory limit. */
  readonly heapMebibytes?: number | null | undefined
  /** The largest metaspace, in MiB. The buildpacks' default: 256. */
  readonly metaspaceMebibytes?: number | null | undefined
  /** The garbage collector. Default: by memory. */
  readonly garbageCollector?: GarbageCollector | null | undefined
  /** The major version of Java. Default: the one the package asks for. */
  readonly javaVersion?: number | null | undefined
}

/** A team's apps and environments. */
export interface LandscapeDocument {
  /** Always `landscape`. */
  readonly document: string
  /** Version of the document's format; 1 is the only one so far. */
  readonly version: number
  /** The library that wrote it; absent in a document that a person wrote. */
  readonly writtenBy?: string | null | undefined
  /** What all apps inherit. */
  readonly defaults?: Defaults | null | undefined
  /** Values that apps and environments take by name. */
  readonly templates?: Readonly<Record<string, Defaults>> | undefined
  /** Values for every environment that fits, by name; later names, by code point, are nearer. */
  readonly overlays?: Readonly<Record<string, Overlay>> | undefined
  /** Waves of a rollout, the first first. */
  readonly waves?: ReadonlyArray<WaveSpec> | undefined
  /** What is known about secrets and their stores. */
  readonly secrets?: SecretsSpec | null | undefined
  /** Apps by the name that addresses use. */
  readonly apps?: Readonly<Record<string, AppSpec>> | undefined
}

/** The licence of an environment. Without one the runtime runs as a trial. */
export interface LicenseSpec {
  /** The licence's id (`LICENSE_ID`). */
  readonly id?: TextValue | null | undefined
  /** The licence's key (`LICENSE_KEY`). */
  readonly key?: TextValue | null | undefined
  /** The secret of a subscription (`License.SubscriptionSecret`). */
  readonly subscriptionSecret?: TextValue | null | undefined
  /** The name under which the subscription knows the environment (`License.EnvironmentName`). */
  readonly environmentName?: string | null | undefined
  /** The licence server (`License.LicenseServerURL`). */
  readonly serverUrl?: string | null | undefined
}

/** What runs an application on Linux. */
export type LinuxFlavour = 'm2ee' | 'portable'

/** How much is logged, as the runtime spells it; from nothing to everything. */
export type LogLevel = 'none' | 'critical' | 'error' | 'warning' | 'info' | 'debug' | 'trace'

/** What the runtime logs, and where to. */
export interface LoggingSpec {
  /** The level of every node that has none of its own. */
  readonly level?: LogLevel | null | undefined
  /** Levels by log node, such as `ConnectionBus_Queries`. Merged by name. */
  readonly nodes?: Readonly<Record<string, LogLevel>> | undefined
  /**
   * Where the log goes: the id of a configuration, an index, a host. Two environments with one destination need a
   * `label` each.
   */
  readonly destination?: string | null | undefined
  /** What tells the lines of this environment from those of others at the same destination. */
  readonly label?: string | null | undefined
  /** The most lines a second, where the target can limit them. */
  readonly linesPerSecond?: number | null | undefined
}

/** A machine. */
export interface MachineSpec {
  /** The operating system: `debian`, `ubuntu`, `rhel`, `windowsServer`. */
  readonly operatingSystem?: string | null | undefined
  /** Its version: `22.04`, `2019`. */
  readonly version?: string | null | undefined
  /** Memory in MiB. */
  readonly memoryMebibytes?: number | null | undefined
  /** Free disk in GiB. */
  readonly diskGibibytes?: number | null | undefined
  /** The major version of Java that is installed. */
  readonly javaVersion?: number | null | undefined
  /** Mendix runtimes that are installed: `10.24.3.60000`. */
  readonly runtimes?: ReadonlyArray<string> | undefined
}

/** How closely an environment is watched. */
export type MonitoringLevel = 'none' | 'basic' | 'alerts' | 'full'

/** Who notices when something is wrong. */
export interface MonitoringSpec {
  /** How closely it is watched. Default: what the other fields say. */
  readonly level?: MonitoringLevel | null | undefined
  /** Alerts. A nearer level replaces them. */
  readonly alerts?: ReadonlyArray<AlertSpec> | undefined
  /** The product for application performance monitoring: `datadog`, `dynatrace`, `newRelic`, `appDynamics`. */
  readonly apm?: string | null | undefined
  /** The key of that product. */
  readonly apmKey?: TextValue | null | undefined
  /** Dashboards: links or names. A nearer level replaces them. */
  readonly dashboards?: ReadonlyArray<string> | undefined
}

/** The usual environments of a Mendix Cloud node, so that they need not be written out. */
export type NodePreset = 'twoEnvironments' | 'threeEnvironments'

/** Values for every environment that fits, on top of the landscape's defaults and below what an app says. */
export interface Overlay {
  /** What it is for, in words. */
  readonly description?: string | null | undefined
  /** Only environments of these tiers. Empty: of any. */
  readonly tiers?: ReadonlyArray<Tier> | undefined
  /** Only environments on these targets. Empty: on any. */
  readonly targets?: ReadonlyArray<TargetKind> | undefined
  /** Only environments of these apps. Empty: of any. */
  readonly apps?: ReadonlyArray<string> | undefined
  /** The values. */
  readonly values?: Defaults | null | undefined
}

/** A plan of the catalogue. */
export interface PlanSize {
  /** Its name. */
  readonly name: string
  /** Processors; absent: shared with others. */
  readonly cpus?: number | undefined
  /** Memory in MiB. */
  readonly memoryMebibytes: number
  /** Whether it runs more than one instance. */
  readonly horizontal: HorizontalScaling
}

/** How rules are applied. */
export interface PolicySpec {
  /** How much single rules matter here, by their id: `{MX-DB-003: error}`. Merged by id. */
  readonly severities?: Readonly<Record<string, RuleSeverity>> | undefined
  /** Documents with rules of one's own, as paths relative to the landscape. */
  readonly rules?: ReadonlyArray<string> | undefined
  /** The severity from which on a plan is refused. Default: error. */
  readonly blocksFrom?: RuleSeverity | null | undefined
}

/** The pool of connections of one instance: the database must allow `max_active` times the number of instances. */
export interface PoolSpec {
  /** The most connections in use (`ConnectionPoolingMaxActive`). Default: 50. */
  readonly maxActive?: number | null | undefined
  /** The most connections kept open (`ConnectionPoolingMaxIdle`). Default: 50. */
  readonly maxIdle?: number | null | undefined
  /** The fewest connections kept open (`ConnectionPoolingMinIdle`). Default: 0. */
  readonly minIdle?: number | null | undefined
  /** How long a request waits for a connection, in milliseconds (`ConnectionPoolingMaxWait`). Default: 10,000. */
  readonly maxWaitMillis?: number | null | undefined
}

/** What is known about the environment. Checks that need what is left out are skipped by name. */
export interface PreflightOptions {
  /** The package that runs there now. */
  readonly running?: PackageInfo | null | undefined
  /** The settings of the environment as the platform reports them. */
  readonly settings?: Settings | null | undefined
  /** The runtime version that runs there now, when `running` is not at hand. */
  readonly runningRuntimeVersion?: string | null | undefined
  /** The day to judge freeze windows by. */
  readonly asOf?: string | null | undefined
}

/** One probe over HTTP. */
export interface ProbeSpec {
  /** The path. There is no `/healthcheck` unless the model publishes it. */
  readonly path?: string | null | undefined
  /** The port. Default: the application's. */
  readonly port?: number | null | undefined
  /** The wait before the first, in seconds. */
  readonly initialDelaySeconds?: number | null | undefined
  /** The time between two, in seconds. */
  readonly periodSeconds?: number | null | undefined
  /** How long an answer may take, in seconds. */
  readonly timeoutSeconds?: number | null | undefined
  /** How many failures in a row count. */
  readonly failures?: number | null | undefined
}

/** When an image is pulled. */
export type PullPolicy = 'always' | 'ifNotPresent' | 'never'

/** An amount of processor and memory. */
export interface ResourceAmount {
  /** Thousandths of a processor. */
  readonly cpuMillicores?: number | null | undefined
  /** Memory in MiB. */
  readonly memoryMebibytes?: number | null | undefined
}

/** How much of a machine one instance gets. Single fields replace inherited ones. */
export interface ResourcesSpec {
  /** The plan: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`, or the name of another. */
  readonly plan?: string | null | undefined
  /** The class of the application. Default: by the app's `entities`. */
  readonly sizing?: SizingClass | null | undefined
  /** What is reserved. */
  readonly requests?: ResourceAmount | null | undefined
  /** What is never exceeded. */
  readonly limits?: ResourceAmount | null | undefined
  /** The disk in MiB. */
  readonly diskMebibytes?: number | null | undefined
}

/** How requests reach an environment. */
export interface RoutingSpec {
  /** Host names or URLs. A nearer level replaces them. */
  readonly routes?: ReadonlyArray<string> | undefined
  /** The URL that users see (`ApplicationRootUrl`). Authoritative from Mendix 10 on. */
  readonly rootUrl?: string | null | undefined
  /** Whether requests come over TLS. */
  readonly tls?: boolean | null | undefined
  /** Whether requests of one session go to one instance. Sessions are in the database: rarely needed. */
  readonly sticky?: boolean | null | undefined
}

/** How much a violated rule matters; `off` switches it off, which an exemption does with a reason and an end. */
export type RuleSeverity = 'error' | 'warning' | 'info' | 'off'

/** Text. */
export interface TextSetting {
  readonly kind: 'text'
  /** The text. May be a credential, and printing the object prints it. */
  readonly value: string
  /** States that this is no secret although it looks like one. */
  readonly acknowledged?: boolean | undefined
}

/** A number, as it is written: `600000`, `0.25`. */
export interface NumberSetting {
  readonly kind: 'number'
  /** The number. */
  readonly value: string
}

/** True or false. */
export interface BooleanSetting {
  readonly kind: 'boolean'
  /** Which. */
  readonly value: boolean
}

/** A list or an object, such as `Metrics.Registries`. */
export interface JsonSetting {
  readonly kind: 'json'
  /** The JSON text. May be a credential, and printing the object prints it. */
  readonly value: string
}

/** Where the value is kept: `scheme[+store]://object?query#selector`. Never holds a credential. */
export interface SecretSetting {
  readonly kind: 'secretReference'
  /** The reference. */
  readonly reference: string
}

/**
 * What a runtime setting is set to.
 *
 * In YAML a bare value is enough: an unquoted whole number, `true` and `false` have their type, a mapping or list is
 * JSON, and text is text or a secret reference.
 */
export type RuntimeValue = TextSetting | NumberSetting | BooleanSetting | JsonSetting | SecretSetting

/** How many instances run. */
export interface ScalingSpec {
  /** How many, when nothing scales them. Default: 1. */
  readonly replicas?: number | null | undefined
  /** What scales them. */
  readonly autoscale?: AutoscaleSpec | null | undefined
  /** The most connections the database allows for all instances together. */
  readonly maxDatabaseConnections?: number | null | undefined
}

/** Every event of the model. */
export interface AllEvents {
  readonly kind: 'all'
}

/** None. */
export interface NoEvents {
  readonly kind: 'none'
}

/** These and no others. */
export interface SpecifiedEvents {
  readonly kind: 'specified'
  /** `Module.Event`, in the order written. */
  readonly events?: ReadonlyArray<string> | undefined
}

/** Which scheduled events run. In YAML: `all`, `none`, or a list of names. */
export type ScheduledEvents = AllEvents | NoEvents | SpecifiedEvents

/** What is known about a secret. */
export interface SecretSpec {
  /** When it was last replaced. */
  readonly rotatedOn?: string | null | undefined
  /** Who may read it. */
  readonly readers?: ReadonlyArray<string> | undefined
  /** How it reaches the process. */
  readonly delivery?: SecretDelivery | null | undefined
}

/** A store of secrets. */
export interface SecretStoreSpec {
  /** The scheme of its references: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`. */
  readonly scheme?: string | null | undefined
  /** Where it is: a URL, a region, a name. Never a credential. */
  readonly location?: string | null | undefined
  /** Whether it encrypts what it keeps. */
  readonly encrypted?: boolean | null | undefined
  /** Whether it records who read what. */
  readonly audited?: boolean | null | undefined
  /** Who may read it. */
  readonly readers?: ReadonlyArray<string> | undefined
  /** Where it is written down how to get in when the store is down. */
  readonly breakGlass?: string | null | undefined
}

/** What is known about secrets and the stores that keep them. */
export interface SecretsSpec {
  /** Stores by the name that references use: `vault+eu://…` names the store `eu`, `vault://…` the store `vault`. */
  readonly stores?: Readonly<Record<string, SecretStoreSpec>> | undefined
  /** Single secrets by their reference. */
  readonly known?: Readonly<Record<string, SecretSpec>> | undefined
  /** After how many days a secret is to be replaced. Default: 90. */
  readonly rotationDays?: number | null | undefined
}

/** The service that keeps an application running on a machine. */
export interface ServiceSpec {
  /** The service's name: the unit of systemd, the service of Windows. */
  readonly name?: string | null | undefined
  /** The unit's type as systemd spells it: `forking`, `simple`, `exec`. */
  readonly unitType?: string | null | undefined
  /** The file with the process id, for `forking`. */
  readonly pidFile?: string | null | undefined
  /** When it is restarted, as systemd spells it: `on-failure`. */
  readonly restart?: string | null | undefined
  /** Whether it starts with the machine. */
  readonly automatic?: boolean | null | undefined
  /** The account it runs as. */
  readonly account?: string | null | undefined
}

/** What an application of a class is recommended to get. */
export interface SizingAdvice {
  /** The class. */
  readonly sizing: SizingClass
  /** What is reserved. */
  readonly requests: ResourceAmount
  /** What is never exceeded. */
  readonly limits: ResourceAmount
}

/** How large an application is, by the number of its entities. */
export type SizingClass = 'simple' | 'medium' | 'complex'

/** Whether and when a plan that changes an environment makes a snapshot first. */
export type SnapshotPolicy = 'afterStop' | 'beforeStop' | 'never'

/** What happens in the store when a file document is deleted (`com.mendix.storage.PerformDeleteFromStorage`). */
export type StorageDeletes = 'allFiles' | 'temporaryFiles' | 'noFiles'

/** A kind of file storage. */
export type StorageProvider = 'none' | 'local' | 's3' | 'azureBlob' | 'googleCloud'

/** Where an application keeps its files. Single fields replace inherited ones. */
export interface StorageSpec {
  /** The kind of storage. */
  readonly provider?: StorageProvider | null | undefined
  /** The bucket; the container of Azure Blob Storage. */
  readonly bucket?: string | null | undefined
  /** What names begin with inside the bucket. */
  readonly prefix?: string | null | undefined
  /** The folder, for local files. Default: the target's own. */
  readonly path?: string | null | undefined
  /** The endpoint of a store that is not Amazon's or Azure's own: a host or a URL. */
  readonly endpoint?: string | null | undefined
  /** The region. */
  readonly region?: string | null | undefined
  /** The storage account, for Azure. */
  readonly account?: string | null | undefined
  /** The access key's id. */
  readonly accessKeyId?: TextValue | null | undefined
  /** The secret access key; the account key of Azure. */
  readonly secretKey?: TextValue | null | undefined
  /** A shared access signature, for Azure. */
  readonly sharedAccessSignature?: TextValue | null | undefined
  /** Whether the identity of the machine or pod is used, instead of keys. */
  readonly ambientIdentity?: boolean | null | undefined
  /** Whether the store encrypts what it keeps. */
  readonly encrypted?: boolean | null | undefined
  /** Whether the store keeps former versions of files. */
  readonly versioned?: boolean | null | undefined
  /** Whether all instances see the same files: a shared volume. Object stores always do. */
  readonly shared?: boolean | null | undefined
  /** What happens to deleted files. */
  readonly deletes?: StorageDeletes | null | undefined
  /** A bound service or plan that provides the storage. */
  readonly service?: string | null | undefined
  /** How much is expected to be kept, in GiB. */
  readonly plannedGibibytes?: number | null | undefined
}

/** The kind of a target. */
export type TargetKind = 'mendixCloud' | 'operator' | 'kubernetes' | 'cloudFoundry' | 'docker' | 'linux' | 'windows'

/** Mendix Cloud. */
export interface MendixCloud {
  readonly kind: 'mendixCloud'
  /** The app's subdomain. Default: the app's name in the landscape. */
  readonly appId?: AppId | null | undefined
  /** The app's long id, when the subdomain is not wanted as the key. */
  readonly projectId?: ProjectId | null | undefined
  /**
   * The environment as the platform spells it (`Test`, `Acceptance`, `Production`, or its flexible name; case
   * matters). Default: the environment's name in the landscape, `test`, `acceptance` and `production` with a
   * capital.
   */
  readonly environment?: string | null | undefined
}

/** Mendix on Kubernetes. */
export interface Operator {
  readonly kind: 'operator'
  /** The cluster, by the name of its context. */
  readonly context?: string | null | undefined
  /** The namespace. */
  readonly namespace?: string | null | undefined
  /** The name of the `MendixApp` resource. */
  readonly name?: string | null | undefined
  /** The image without tag: `registry.example/orders`. */
  readonly image?: string | null | undefined
  /** The image's tag. Default: the version of the package. */
  readonly tag?: string | null | undefined
  /** The image's digest, `sha256:…`; stronger than the tag. */
  readonly digest?: string | null | undefined
  /** When the image is pulled. */
  readonly pullPolicy?: PullPolicy | null | undefined
  /** The secret with the registry's credentials. */
  readonly pullSecret?: string | null | undefined
}

/** Plain Kubernetes. */
export interface Kubernetes {
  readonly kind: 'kubernetes'
  /** The cluster, by the name of its context. */
  readonly context?: string | null | undefined
  /** The namespace. */
  readonly namespace?: string | null | undefined
  /** The name of the deployment or stateful set. */
  readonly deployment?: string | null | undefined
  /** What runs the pods. Default: a stateful set. */
  readonly workload?: WorkloadKind | null | undefined
  /** The image without tag: `registry.example/orders`. */
  readonly image?: string | null | undefined
  /** The image's tag. Default: the version of the package. */
  readonly tag?: string | null | undefined
  /** The image's digest, `sha256:…`; stronger than the tag. */
  readonly digest?: string | null | undefined
  /** When the image is pulled. */
  readonly pullPolicy?: PullPolicy | null | undefined
  /** The secret with the registry's credentials. */
  readonly pullSecret?: string | null | undefined
  /** The service account of the pods. */
  readonly serviceAccount?: string | null | undefined
}

/** Cloud Foundry. */
export interface CloudFoundry {
  readonly kind: 'cloudFoundry'
  /** The API's URL. */
  readonly api?: string | null | undefined
  /** The organisation. */
  readonly organization?: string | null | undefined
  /** The space. */
  readonly space?: string | null | undefined
  /** The app's name there. */
  readonly application?: string | null | undefined
  /** The buildpack: the URL of a release archive, with its version. */
  readonly buildpack?: string | null | undefined
  /** The root file system: `cflinuxfs4`. */
  readonly stack?: string | null | undefined
  /** Names of bound service instances, beside those of `database` and `storage`. */
  readonly services?: ReadonlyArray<string> | null | undefined
  /** Whether it is SAP BTP. */
  readonly sapBtp?: boolean | null | undefined
}

/** Docker. */
export interface Docker {
  readonly kind: 'docker'
  /** The machine, as Docker names it: `unix:///var/run/docker.sock`, `ssh://host`. Default: the local one. */
  readonly host?: string | null | undefined
  /** The image without tag: `registry.example/orders`. */
  readonly image?: string | null | undefined
  /** The image's tag. Default: the version of the package. */
  readonly tag?: string | null | undefined
  /** The image's digest, `sha256:…`; stronger than the tag. */
  readonly digest?: string | null | undefined
  /** When the image is pulled. */
  readonly pullPolicy?: PullPolicy | null | undefined
  /** The container's name. */
  readonly container?: string | null | undefined
  /** The Compose file that describes it. */
  readonly composeFile?: string | null | undefined
  /** The network it is in. */
  readonly network?: string | null | undefined
  /** The volume for files. */
  readonly volume?: string | null | undefined
  /** The port on the machine. */
  readonly port?: number | null | undefined
}

/** Linux. */
export interface Linux {
  readonly kind: 'linux'
  /** The host. */
  readonly host?: string | null | undefined
  /** The folder of the app. */
  readonly folder?: string | null | undefined
  /** What runs it. */
  readonly flavour?: LinuxFlavour | null | undefined
  /** Configuration files in the order in which they are read. */
  readonly configurationFiles?: ReadonlyArray<string> | null | undefined
  /** The folder with the runtimes (`mxjar_repo`). */
  readonly runtimesFolder?: string | null | undefined
  /** The application's port. Default: 8080. */
  readonly port?: number | null | undefined
  /** The admin port. Default: 8090. */
  readonly adminPort?: number | null | undefined
  /** The machine. */
  readonly machine?: MachineSpec | null | undefined
  /** The service. */
  readonly service?: ServiceSpec | null | undefined
}

/** Windows. */
export interface Windows {
  readonly kind: 'windows'
  /** The host. */
  readonly host?: string | null | undefined
  /** The app's name in the Service Console. */
  readonly application?: string | null | undefined
  /** The folder of the app. */
  readonly folder?: string | null | undefined
  /** The application's port. Default: 8080. */
  readonly port?: number | null | undefined
  /** The admin port. Default: 8090. */
  readonly adminPort?: number | null | undefined
  /** The machine. */
  readonly machine?: MachineSpec | null | undefined
  /** The service. */
  readonly service?: ServiceSpec | null | undefined
}

/**
 * Where an environment runs. Only `mendixCloud` is executable so far; the others are described.
 *
 * Memory, replicas, routes, probes and the like are keys of the environment and the same for every target.
 */
export type TargetSpec = MendixCloud | Operator | Kubernetes | CloudFoundry | Docker | Linux | Windows

/** The text itself. */
export interface TextLiteral {
  readonly kind: 'literal'
  /** The text. May be a credential, and printing the object prints it. */
  readonly value: string
  /** States that this is no secret although it looks like one. */
  readonly acknowledged?: boolean | undefined
}

/** Where the text is kept: `scheme[+store]://object?query#selector`. Never holds a credential. */
export interface TextReference {
  readonly kind: 'secretReference'
  /** The reference. */
  readonly reference: string
}

/**
 * Text that may be a secret: a password, a key, an environment variable.
 *
 * In YAML a bare value is enough: `vault://kv/orders/db#password` is a secret reference, `literal:guest` is a literal
 * that is meant as one, everything else is a literal.
 */
export type TextValue = TextLiteral | TextReference

/** What an environment is for. Ordered from the least to the most careful; a sandbox (Free App) stands apart, last. */
export type Tier = 'development' | 'test' | 'acceptance' | 'production' | 'sandbox'

/** An aspect of the matrix of tiers. */
export type TierAspect = 'purpose' | 'data' | 'deployFrequency' | 'deployer' | 'logging' | 'scheduledEvents' | 'monitoring' | 'access' | 'branches'

/** What environments of a tier usually are. */
export interface TierPreset {
  /** The tier. */
  readonly tier: Tier
  /** What they are for. */
  readonly purpose: string
  /** Where their data may come from, the usual first. */
  readonly data: ReadonlyArray<DataClass>
  /** What starts a deployment. */
  readonly trigger: DeliveryTrigger
  /** Who deploys. */
  readonly deployer: Deployer
  /** How much is logged, the usual first. */
  readonly logLevels: ReadonlyArray<LogLevel>
  /** Which scheduled events run. */
  readonly events: EventsExpectation
  /** How closely they are watched. */
  readonly monitoring: MonitoringLevel
  /** Who uses them. */
  readonly access: ReadonlyArray<string>
  /** Which branches are deployed there. */
  readonly branches: ReadonlyArray<string>
}

/** A page that must answer. */
export interface UrlCheck {
  /** The path below the public URL, with the leading slash: `/index.html`. */
  readonly path: string
  /** The HTTP status wanted. Default: 200. */
  readonly status?: number | null | undefined
  /** Text that the body must contain. */
  readonly contains?: string | null | undefined
}

/** Where one value of an environment was set. */
export interface ValueOrigin {
  /** The value, as a path below the environment: `database.host`, `constants["Mail.Host"]`. */
  readonly key: string
  /** The level that set it. */
  readonly origin: ConstantOrigin
  /** Where, as a path of keys. */
  readonly path: string
  /** Where in the file; absent for a landscape built in code. */
  readonly location?: Location | undefined
}

/** What is checked after a deployment. That the environment runs the right package is always checked. */
export interface VerifySpec {
  /** The public URL, when it is not the one the platform reports. */
  readonly url?: string | null | undefined
  /** Pages that must answer. */
  readonly checks?: ReadonlyArray<UrlCheck> | undefined
  /** How long all of it may take, in seconds. Default: 300. */
  readonly deadlineSeconds?: number | null | undefined
}

/** A wave of a rollout: environments that are deployed together, before those of the next wave. */
export interface WaveSpec {
  /** Its name, as `wave` names it. */
  readonly name: string
  /** How long to watch it before the next, in seconds. */
  readonly soakSeconds?: number | null | undefined
}

/** What runs the pods on plain Kubernetes. */
export type WorkloadKind = 'statefulSet' | 'deployment'
