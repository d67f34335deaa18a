// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Severity } from './findings.js'
import type { ConstantValue, ScheduledEvents, TargetKind, Tier } from './landscapes.js'
import type { Strategy } from './plans.js'

/** Facts about autoscaling. */
export interface AutoscaleFacts {
  /** Least instances. */
  readonly least?: number | null | undefined
  /** Most instances. */
  readonly most?: number | null | undefined
  /** Target of CPU utilisation in percent. */
  readonly cpuPercent?: number | null | undefined
  /** Target of memory utilisation in percent. */
  readonly memoryPercent?: number | null | undefined
  /** Window before scaling down, in seconds. */
  readonly scaleDownSeconds?: number | null | undefined
}

/** Facts about backups. */
export interface BackupFacts {
  /** Hours between the last backup of the database and the start of the deployment; absent when unknown. */
  readonly databaseAgeHours?: number | null | undefined
  /** Whether the last backup of the database is younger than the start of the deployment. */
  readonly databaseBeforeDeployment?: boolean | null | undefined
  /** Whether files are backed up together with the database. */
  readonly coversFiles?: boolean | null | undefined
  /** Whether the database is backed up together with files. */
  readonly coversDatabase?: boolean | null | undefined
  /** The day of the last successful restore test. */
  readonly restoredAt?: string | null | undefined
  /** Whether there never was one. */
  readonly neverRestored?: boolean | null | undefined
}

/** Facts about an app on Cloud Foundry. */
export interface CloudFoundryFacts {
  /** The buildpack as written. */
  readonly buildpack?: string | null | undefined
  /** Bound services by instance, with their offering: `postgresql-db`, `xsuaa`, `objectstore`, `hana`. */
  readonly services?: Readonly<Record<string, string>> | null | undefined
  /** Bucket of the bound object store. */
  readonly boundBucket?: string | null | undefined
  /** Variables of the manifest whose value is a secret, and how each is written down (`((name))` is a variable). */
  readonly secretVariables?: Readonly<Record<string, CredentialForm>> | null | undefined
  /** Whether bindings changed since the last push. */
  readonly servicesChanged?: boolean | null | undefined
  /** Whether the plan restarts or restages the app. */
  readonly restarts?: boolean | null | undefined
  /** Routes. */
  readonly routes?: ReadonlyArray<RouteClaim> | null | undefined
  /** Whether the app is meant to have no route. */
  readonly noRoute?: boolean | null | undefined
  /** Limit of the start time in seconds (`timeout`). */
  readonly startSeconds?: number | null | undefined
  /** Whether it is SAP BTP. */
  readonly sapBtp?: boolean | null | undefined
  /** Whether users sign in through the platform. */
  readonly singleSignOn?: boolean | null | undefined
  /** `redirect-uris` of the xsuaa instance. */
  readonly redirectUris?: ReadonlyArray<string> | null | undefined
}

/** Facts about a Compose file. */
export interface ComposeFacts {
  /** Whether it has a top-level `version`. */
  readonly hasVersion?: boolean | null | undefined
  /** Whether it runs the database as a service of its own. */
  readonly databaseService?: boolean | null | undefined
  /** Whether the app waits for the database with `condition: service_healthy`. */
  readonly waitsForHealthyDatabase?: boolean | null | undefined
  /** Whether the database's service has a health check. */
  readonly databaseHealthCheck?: boolean | null | undefined
  /** Whether the database's service has a named volume. */
  readonly databaseVolume?: boolean | null | undefined
  /** Port that the app listens on. */
  readonly appPort?: number | null | undefined
  /** Port that the app's health check asks; 0: there is no health check. */
  readonly healthPort?: number | null | undefined
  /** Published ports of database and admin interface, as written: `5432:5432`, `127.0.0.1:5432:5432`. */
  readonly publishedPorts?: ReadonlyArray<string> | null | undefined
  /** Names of variables whose value the chosen dialect of environment files cannot hold. */
  readonly unwritableVariables?: ReadonlyArray<string> | null | undefined
}

/** In which form a credential is written down. Never the credential. */
export type CredentialForm = 'reference' | 'variable' | 'variableWithDefault' | 'literal' | 'knownDefault' | 'unset'

/** A rule of the team's own, about the facts of an environment. */
export interface CustomRule {
  /** Its id; not one that begins with `MX-`. */
  readonly id: string
  /** How much a violation matters. Default: `error`. */
  readonly severity?: Severity | null | undefined
  /** Targets it applies to; empty: all. */
  readonly targets?: ReadonlyArray<TargetKind> | undefined
  /** Tiers it applies to; empty: all. */
  readonly tiers?: ReadonlyArray<Tier> | undefined
  /**
   * The fact, as a JSON pointer (RFC 6901) into the environment's facts: `/database/tls`, `/replicas`,
   * `/runtimeSettings/SessionTimeout`.
   */
  readonly path: string
  /** How it compares. */
  readonly operator: PolicyOperator
  /** What it is compared with; none for `present` and `absent`. */
  readonly values?: ReadonlyArray<string> | undefined
  /** What a violation is. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
}

/** What a function of the caller made of one environment. */
export interface CustomRuleResult {
  /** The rule's id; not one that begins with `MX-`. */
  readonly id: string
  /** How much a violation matters. Default: `error`. */
  readonly severity?: Severity | null | undefined
  /** The environment, `app/environment`. */
  readonly address: string
  /** What came of it. */
  readonly status: RuleStatus
  /** What a violation is, or what an evaluation waits for. */
  readonly message?: string | null | undefined
  /** What to do. */
  readonly remedy?: string | null | undefined
}

/** Where the data of an environment comes from. */
export type DataOrigin = 'synthetic' | 'seeded' | 'anonymised' | 'production'

/** Facts about a database. */
export interface DatabaseFacts {
  /** The product as the runtime spells it: `POSTGRESQL`, `SQLSERVER`, `ORACLE`, …; case does not matter. */
  readonly databaseType?: string | null | undefined
  /** Version of the server: `15.4`, `2019`, `19c`. */
  readonly version?: string | null | undefined
  /** Host. */
  readonly host?: string | null | undefined
  /** Port; absent: that of the product. */
  readonly port?: number | null | undefined
  /** Name of the database. */
  readonly name?: string | null | undefined
  /** Other names of the host. */
  readonly hostAliases?: ReadonlyArray<string> | undefined
  /** User. */
  readonly user?: string | null | undefined
  /** How the password is written down. */
  readonly password?: CredentialForm | null | undefined
  /** The connection string. May be a credential, and printing the object prints it. */
  readonly url?: string | null | undefined
  /** `sslmode` of PostgreSQL, or `off`, `require`, `verify` for the others. */
  readonly tls?: string | null | undefined
  /** What tells servers apart where hosts do not: the id of an instance. */
  readonly serverId?: string | null | undefined
  /** A bound service that provides it. */
  readonly service?: string | null | undefined
  /** Whether it runs in the same pod or on the same host, so that nothing leaves the machine. */
  readonly sameMachine?: boolean | null | undefined
  /** Connections that the server allows. */
  readonly connectionLimit?: number | null | undefined
}

/** How a deploy job chooses what it deploys. */
export type DeployedArtifact = 'exact' | 'unchecked' | 'latest'

/** Facts about file storage. */
export interface FileStoreFacts {
  /** Its kind. */
  readonly storage?: FileStoreKind | null | undefined
  /** Whether a local folder is shared by all instances. */
  readonly shared?: boolean | null | undefined
  /** Bucket or container. */
  readonly bucket?: string | null | undefined
  /** Prefix inside the bucket. */
  readonly prefix?: string | null | undefined
  /** Folder. */
  readonly path?: string | null | undefined
  /** Endpoint. */
  readonly endpoint?: string | null | undefined
  /** Whether it is Amazon's own S3, which needs no endpoint. */
  readonly amazon?: boolean | null | undefined
  /** How the access key is written down. */
  readonly accessKey?: CredentialForm | null | undefined
  /** How its secret is written down. */
  readonly secretKey?: CredentialForm | null | undefined
  /** Whether the store keeps old versions. */
  readonly versioned?: boolean | null | undefined
  /** Space that files will take, in GB. */
  readonly plannedGigabytes?: number | null | undefined
  /** Whether the folder is in the backup routine. */
  readonly backedUp?: boolean | null | undefined
}

/** The kind of a file storage. */
export type FileStoreKind = 'none' | 'local' | 's3' | 'azureBlob' | 'googleCloud' | 'platform'

/** Facts about a machine. */
export interface HostFacts {
  /** Its name. */
  readonly name?: string | null | undefined
  /** Operating system: `ubuntu`, `rhel`, `debian`, `windows-server`. */
  readonly system?: string | null | undefined
  /** Version of the operating system: `22.04`, `8.9`, `2019`. */
  readonly systemVersion?: string | null | undefined
  /** Java's major version. */
  readonly javaVersion?: number | null | undefined
  /** Versions of the Mendix Runtime that are installed. */
  readonly runtimes?: ReadonlyArray<string> | null | undefined
}

/** Facts about a container image. */
export interface ImageFacts {
  /** The reference as it is deployed, with tag or digest. */
  readonly reference?: string | null | undefined
  /** What built it. */
  readonly builtWith?: ImageKind | null | undefined
  /** Every tag it has. */
  readonly tags?: ReadonlyArray<string> | null | undefined
  /** When it is pulled: `Always`, `IfNotPresent`, `Never`. */
  readonly pullPolicy?: string | null | undefined
  /** The commit it was built from. */
  readonly revision?: string | null | undefined
  /** Whether the build context holds a packed archive. */
  readonly packedArchiveInContext?: boolean | null | undefined
  /** Whether the build is given `BUILD_PATH`. */
  readonly usesBuildPath?: boolean | null | undefined
}

/** What built an image. */
export type ImageKind = 'dockerBuildpack5' | 'dockerBuildpack6' | 'portable' | 'operator'

/** What a job of a pipeline does. */
export type JobKind = 'build' | 'test' | 'image' | 'deploy' | 'verify' | 'refresh'

/** Facts about Kubernetes objects. */
export interface KubernetesFacts {
  /** Kind of the workload: `Deployment`, `StatefulSet`, `MendixApp`. */
  readonly workload?: string | null | undefined
  /** Whether there is a readiness probe. */
  readonly readinessProbe?: boolean | null | undefined
  /** Whether there is a liveness probe. */
  readonly livenessProbe?: boolean | null | undefined
  /** Whether there is a startup probe. */
  readonly startupProbe?: boolean | null | undefined
  /** Initial delay of the readiness probe in seconds. */
  readonly readinessDelaySeconds?: number | null | undefined
  /** Initial delay of the liveness probe in seconds. */
  readonly livenessDelaySeconds?: number | null | undefined
  /** Variables whose value is a secret, and how each is written down. */
  readonly secretVariables?: Readonly<Record<string, CredentialForm>> | null | undefined
  /** Whether secrets come through an `ExternalSecret`. */
  readonly externalSecret?: boolean | null | undefined
  /** Its refresh interval in seconds; 0: never. */
  readonly refreshSeconds?: number | null | undefined
  /** How often secrets are rotated, in seconds. */
  readonly rotationSeconds?: number | null | undefined
  /** Annotations of the Vault agent, without their values' secrets; empty when it is not used. */
  readonly vaultAnnotations?: Readonly<Record<string, string>> | null | undefined
  /** Whether the app can be reached from outside through an ingress. */
  readonly ingress?: boolean | null | undefined
  /** Whether the ingress has TLS. */
  readonly ingressTls?: boolean | null | undefined
}

/** Facts about logging. */
export interface LoggingFacts {
  /** Level of every node that is not named. */
  readonly level?: string | null | undefined
  /** Levels by node. */
  readonly nodes?: Readonly<Record<string, string>> | undefined
  /** Where logs go: an index, a stream, a URL without credentials. */
  readonly destination?: string | null | undefined
  /** What tells this environment's lines from others there. */
  readonly label?: string | null | undefined
}

/** Facts about monitoring. */
export interface MonitoringFacts {
  /** Whether anything watches it at all. */
  readonly basic?: boolean | null | undefined
  /** What alerts are on: `cpu`, `memory`, `criticalLogs`, and others. */
  readonly alerts?: ReadonlyArray<string> | null | undefined
  /** Whether application performance is measured. */
  readonly performance?: boolean | null | undefined
  /** Whether there are dashboards. */
  readonly dashboards?: boolean | null | undefined
}

/** Facts about a pipeline. */
export interface PipelineFacts {
  /** Its name. */
  readonly name?: string | undefined
  /** The system: `gitlab`, `github`, `azure`, `jenkins`, …. */
  readonly provider?: string | null | undefined
  /** Its jobs in order. */
  readonly jobs?: ReadonlyArray<PipelineJob> | null | undefined
  /** Version of mxbuild. */
  readonly mxbuildVersion?: string | null | undefined
  /** Java's major version of `--java-home`; 0: the argument is missing. */
  readonly javaHomeVersion?: number | null | undefined
  /** Whether `--java-exe-path` is given. */
  readonly javaExePath?: boolean | null | undefined
  /** Images that its jobs run in. */
  readonly images?: ReadonlyArray<string> | null | undefined
  /** Places where a secret stands in the file or on a command line: `line 12`. */
  readonly literalSecrets?: ReadonlyArray<string> | null | undefined
  /** Whether jobs have a timeout. */
  readonly timeout?: boolean | null | undefined
  /** Whether two deployments to one environment exclude each other. */
  readonly exclusive?: boolean | null | undefined
  /** Keywords of its format that are used: `rules`, `only`, `except`. */
  readonly keywords?: ReadonlyArray<string> | null | undefined
}

/** A job of a pipeline. */
export interface PipelineJob {
  /** Its name. */
  readonly name?: string | undefined
  /** What it does. */
  readonly does?: JobKind | null | undefined
  /** The environment it deploys to or checks. */
  readonly environment?: string | null | undefined
  /** Jobs it waits for. */
  readonly needs?: ReadonlyArray<string> | undefined
  /** Branches it runs for, as patterns. */
  readonly branches?: ReadonlyArray<string> | null | undefined
  /** What starts it: `commit`, `releaseCandidate`, `approvedRelease`, `manual`, `schedule`. */
  readonly trigger?: string | null | undefined
  /** Whether somebody has to approve it. */
  readonly approval?: boolean | null | undefined
  /** Whether the one who approves may be the one who committed or deploys. */
  readonly selfApproval?: boolean | null | undefined
  /** Whether its failure fails the run. */
  readonly required?: boolean | null | undefined
  /** What a deploy job deploys. */
  readonly artifact?: DeployedArtifact | null | undefined
  /** Whether it uses a service account with API rights. */
  readonly serviceAccount?: boolean | null | undefined
  /** Whether data is anonymised between restore and start. */
  readonly anonymises?: boolean | null | undefined
}

/** Where an app should run. */
export interface PlacementAdvice {
  /** The target. */
  readonly target: TargetKind
  /** What led there, question by question. */
  readonly reasons: ReadonlyArray<string>
  /** What speaks for or against each target. */
  readonly others: ReadonlyArray<PlacementReason>
}

/** A demand on where an app may run. */
export type PlacementConstraint = 'airGapped' | 'dataSovereignty' | 'existingCloudFoundry' | 'existingKubernetes' | 'horizontalScaling'

/** What is known about an app that looks for a place. */
export interface PlacementOptions {
  /** Demands. */
  readonly constraints?: ReadonlyArray<PlacementConstraint> | undefined
  /** Instances wanted. */
  readonly replicas?: number | null | undefined
  /** The app's version of Mendix. */
  readonly mendixVersion?: string | null | undefined
  /** Whether the machine would be Windows. */
  readonly windows?: boolean | null | undefined
  /** Whether it is production. */
  readonly production?: boolean | null | undefined
}

/** A reason for or against a target. */
export interface PlacementReason {
  /** The target. */
  readonly target: TargetKind
  /** Whether it is ruled out. */
  readonly excluded: boolean
  /** Why. */
  readonly reason: string
}

/** Facts about one app. */
export interface PolicyAppFacts {
  /** What the project demands and is made of. */
  readonly project?: ProjectFacts | null | undefined
  /** Its repository. */
  readonly repository?: RepositoryFacts | null | undefined
  /** The secrets of its environments. */
  readonly secrets?: ReadonlyArray<SecretFacts> | null | undefined
  /** Whether a procedure is written down for the day the secret store is down. */
  readonly breakGlass?: boolean | null | undefined
  /** Its pipelines. */
  readonly pipelines?: ReadonlyArray<PipelineFacts> | null | undefined
  /** Its environments by their name in the landscape. */
  readonly environments?: Readonly<Record<string, PolicyEnvironmentFacts>> | undefined
}

/** Facts about one environment. */
export interface PolicyEnvironmentFacts {
  /** Says that these facts are all there is to know: what is absent is not there. Otherwise what is absent is unknown. */
  readonly complete?: boolean | null | undefined
  /** What it is for. */
  readonly tier?: Tier | null | undefined
  /** Where it runs. */
  readonly target?: TargetKind | null | undefined
  /** What it is for, in words. */
  readonly purpose?: string | null | undefined
  /** Who answers for it. */
  readonly owner?: string | null | undefined
  /** Plan of Mendix Cloud: `S`, `M`, `L`, `XL`, `XXL`, `sandbox`. */
  readonly plan?: string | null | undefined
  /** Instances. */
  readonly replicas?: number | null | undefined
  /** Autoscaling. */
  readonly autoscale?: AutoscaleFacts | null | undefined
  /** Memory, CPU, disk. */
  readonly resources?: ResourceFacts | null | undefined
  /** The database. */
  readonly database?: DatabaseFacts | null | undefined
  /** File storage. */
  readonly storage?: FileStoreFacts | null | undefined
  /** Whether all instances have the same database and storage. */
  readonly sameBackends?: boolean | null | undefined
  /** Whether a client's requests stay with one instance. */
  readonly sticky?: boolean | null | undefined
  /** Whether a mirror stands in for what is fetched from the internet (`BLOBSTORE`). */
  readonly mirror?: boolean | null | undefined
  /** The container image. */
  readonly image?: ImageFacts | null | undefined
  /** The Compose file. */
  readonly compose?: ComposeFacts | null | undefined
  /** Kubernetes objects. */
  readonly kubernetes?: KubernetesFacts | null | undefined
  /** The Cloud Foundry app. */
  readonly cloudFoundry?: CloudFoundryFacts | null | undefined
  /** The machine. */
  readonly host?: HostFacts | null | undefined
  /** The service on the machine. */
  readonly service?: ServiceFacts | null | undefined
  /** How the administrator's password is written down. */
  readonly adminPassword?: CredentialForm | null | undefined
  /** Whether `ADMIN_PASSWORD` is still set after the first start. */
  readonly adminPasswordKept?: boolean | null | undefined
  /** Whether the admin port can be reached from other machines. */
  readonly adminPortPublic?: boolean | null | undefined
  /** Whether development mode is on. */
  readonly developmentMode?: boolean | null | undefined
  /** Whether the debugger is on. */
  readonly debugger?: boolean | null | undefined
  /** Constants that are set. */
  readonly constants?: Readonly<Record<string, ConstantValue>> | null | undefined
  /** Which scheduled events run. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /** Why not all events run in production. */
  readonly scheduledEventsReason?: string | null | undefined
  /** Runtime settings that are set, as text. */
  readonly runtimeSettings?: Readonly<Record<string, string>> | null | undefined
  /** Variables that the target hands to the app. Their values may be secrets. May be a credential, and printing the object prints it. */
  readonly variables?: Readonly<Record<string, string>> | null | undefined
  /** Logging. */
  readonly logging?: LoggingFacts | null | undefined
  /** Monitoring. */
  readonly monitoring?: MonitoringFacts | null | undefined
  /** Path that is asked for health after a deployment; the empty text: none is. */
  readonly healthPath?: string | null | undefined
  /** Groups of people with access to the app. */
  readonly accessGroups?: ReadonlyArray<string> | null | undefined
  /** Groups of people with direct access to the database. */
  readonly databaseAccess?: ReadonlyArray<string> | null | undefined
  /** Where its data comes from. */
  readonly data?: DataOrigin | null | undefined
  /** The release on its way. */
  readonly release?: ReleaseFacts | null | undefined
  /** Backups. */
  readonly backup?: BackupFacts | null | undefined
  /** A restore or refresh on its way. */
  readonly restore?: RestoreFacts | null | undefined
}

/** A rule that is allowed not to hold, for a time. */
export interface PolicyExemption {
  /** The rule's id. */
  readonly rule: string
  /** The app or the environment (`app/environment`) it is for; absent: everywhere. */
  readonly address?: string | null | undefined
  /** Why. */
  readonly reason: string
  /** The last day it holds. */
  readonly until: string
}

/** What rules read. Whatever is absent is unknown. */
export interface PolicyFacts {
  /** Apps by their name in the landscape. */
  readonly apps?: Readonly<Record<string, PolicyAppFacts>> | undefined
}

/**
 * How a rule of the team's own compares.
 *
 * A value is compared as a number where both sides are numbers, else as text.
 */
export type PolicyOperator = 'present' | 'absent' | 'equals' | 'noneOf' | 'oneOf' | 'atLeast' | 'atMost' | 'contains' | 'startsWith' | 'endsWith'

/** What a policy check may be told beyond the landscape. */
export interface PolicyOptions {
  /** The day to judge exemptions, freezes and ages by. Without it, exemptions do not hold. */
  readonly asOf?: string | null | undefined
  /** What the landscape does not hold; a fact given here replaces the landscape's. */
  readonly facts?: PolicyFacts | null | undefined
  /** Rules that are allowed not to hold, for a time. */
  readonly exemptions?: ReadonlyArray<PolicyExemption> | undefined
  /** Rules of the team's own. */
  readonly customRules?: ReadonlyArray<CustomRule> | undefined
  /** Results of rules that were evaluated by functions of the caller. */
  readonly customResults?: ReadonlyArray<CustomRuleResult> | undefined
  /** The least severity to report; findings below it are counted and not listed. Default: `info`, everything. */
  readonly least?: Severity | null | undefined
}

/** A rule. */
export interface PolicyRule {
  /** Its id, such as `MX-DB-001`; that of its findings too. */
  readonly id: string
  /** The family: `target`, `database`, …. */
  readonly family: string
  /** How much a violation matters, unless the finding says otherwise. */
  readonly severity: Severity
  /** What it is evaluated for. */
  readonly scope: RuleScope
  /** Targets it applies to; empty: all. */
  readonly targets: ReadonlyArray<TargetKind>
  /** Tiers it applies to; empty: all. */
  readonly tiers: ReadonlyArray<Tier>
  /** What a violation is, in short. */
  readonly message: string
  /** What to do. */
  readonly remedy: string
  /** The facts it reads, in words. */
  readonly reads: string
  /** Where it comes from: sections of the deployment guide (`G8`), of the vendor's page on operations (`E`), or `own`. */
  readonly source: string
  /** Where the rule differs from its source, and why; empty when it does not. */
  readonly note: string
}

/** How much a practice is asked for. */
export type PracticeDemand = 'required' | 'recommended'

/** Whether a practice is followed. */
export type PracticeStatus = 'followed' | 'violated' | 'unknown'

/** Facts about the project. */
export interface ProjectFacts {
  /** Its version of Mendix. */
  readonly mendixVersion?: string | null | undefined
  /** Java's major version. */
  readonly javaVersion?: number | null | undefined
  /** Demands on where it may run; an empty list states that there is none. */
  readonly constraints?: ReadonlyArray<PlacementConstraint> | null | undefined
  /** Number of entities. */
  readonly entities?: number | null | undefined
  /** Whether its model keeps files (`System.FileDocument` and what specialises it). */
  readonly storesFiles?: boolean | null | undefined
  /** Constants of the model, with their types (`String`, `Boolean`, `Integer`, …). */
  readonly constants?: Readonly<Record<string, string>> | null | undefined
  /** Defaults of the model's constants. May be a credential, and printing the object prints it. */
  readonly constantDefaults?: Readonly<Record<string, string>> | null | undefined
  /** Scheduled events of the model. */
  readonly scheduledEvents?: ReadonlyArray<string> | null | undefined
  /** Scheduled events that tests need. */
  readonly testedEvents?: ReadonlyArray<string> | null | undefined
  /** Whether test data is kept under version control. */
  readonly versionedTestData?: boolean | null | undefined
  /** Whether the team supports Kubernetes without the Mendix Operator itself. */
  readonly ownKubernetesSupport?: boolean | null | undefined
  /** Deployable modules around the app, itself included, and whether an MTA descriptor describes them. */
  readonly modules?: number | null | undefined
  /** Whether there is an MTA descriptor. */
  readonly mtaDescriptor?: boolean | null | undefined
}

/** Facts about a release to one environment. */
export interface ReleaseFacts {
  /** Whether it goes back to an older version. */
  readonly rollback?: boolean | null | undefined
  /** How traffic and state move. */
  readonly strategy?: Strategy | null | undefined
  /** Whether old and new version use one database. */
  readonly sharedDatabase?: boolean | null | undefined
  /** What happens to the schema. */
  readonly schema?: SchemaChangeFacts | null | undefined
  /** Whether the version of the Mendix Runtime changes. */
  readonly runtimeChanged?: boolean | null | undefined
  /** Whether scheduled events run in both versions at once. */
  readonly eventsInBoth?: boolean | null | undefined
  /** Whether smoke tests run before traffic is switched. */
  readonly smokeTests?: boolean | null | undefined
  /** Hours that the old version is kept. */
  readonly keepOldHours?: number | null | undefined
  /** Weights of a canary in percent, step by step, as the new version's share. */
  readonly weights?: ReadonlyArray<number> | null | undefined
  /** Environments that ran the same package before. */
  readonly promotedFrom?: ReadonlyArray<string> | null | undefined
  /** Whether the package of the previous release is kept until this one is verified. */
  readonly previousKept?: boolean | null | undefined
  /** Whether the package, image or droplet that is wanted can still be had. */
  readonly available?: boolean | null | undefined
  /** Releases that are kept. */
  readonly retention?: number | null | undefined
  /** Whether the database is restored. */
  readonly restoresDatabase?: boolean | null | undefined
  /** Whether files are restored. */
  readonly restoresFiles?: boolean | null | undefined
  /** Whether the newer version changed or deleted files. */
  readonly filesChanged?: boolean | null | undefined
  /** Whether statements that the start proposes are reviewed first. */
  readonly reviewsDdl?: boolean | null | undefined
  /** Whether health is checked afterwards. */
  readonly healthCheck?: boolean | null | undefined
  /** Whether people are told. */
  readonly notification?: boolean | null | undefined
  /** Whether there is an incident record. */
  readonly incidentRecord?: boolean | null | undefined
  /** Whether who, what, when, package and result are recorded. */
  readonly recorded?: boolean | null | undefined
  /** Who asked for it. */
  readonly requester?: string | null | undefined
  /** Who approved it. */
  readonly approver?: string | null | undefined
  /** Who deploys it. */
  readonly deployer?: string | null | undefined
  /** Whether the deployer is a pipeline. */
  readonly byPipeline?: boolean | null | undefined
  /** The package's version; the empty text: it has none. */
  readonly packageVersion?: string | null | undefined
  /** Whether another package of the same version exists. */
  readonly versionTaken?: boolean | null | undefined
  /** The revision it was built from; the empty text: none is known. */
  readonly revision?: string | null | undefined
  /** Whether the working copy had changes. */
  readonly dirty?: boolean | null | undefined
  /** Whether a build server built it. */
  readonly builtByServer?: boolean | null | undefined
  /** Stories or commit messages it is linked to. */
  readonly stories?: ReadonlyArray<string> | null | undefined
  /** The change ticket. */
  readonly changeTicket?: string | null | undefined
}

/** Facts about the repository. */
export interface RepositoryFacts {
  /** Paths under version control that may hold secrets: names and paths, never contents. */
  readonly trackedFiles?: ReadonlyArray<string> | null | undefined
  /** Tracked files in which a pattern of a secret was found. */
  readonly filesWithSecrets?: ReadonlyArray<string> | null | undefined
  /** Lines of `.gitignore`. */
  readonly ignored?: ReadonlyArray<string> | null | undefined
  /** Manifests of the kind `Secret` with literal values. */
  readonly literalSecretManifests?: ReadonlyArray<string> | null | undefined
  /** Branches that exist. */
  readonly branches?: ReadonlyArray<string> | null | undefined
}

/** Facts about memory, CPU and disk. */
export interface ResourceFacts {
  /** Memory of an instance in MB: the plan's, the manifest's, the host's share. */
  readonly memoryMegabytes?: number | null | undefined
  /** CPU of an instance in thousandths. */
  readonly cpuMillis?: number | null | undefined
  /** Disk in MB. */
  readonly diskMegabytes?: number | null | undefined
  /** Heap of the JVM in MB, when it is set. */
  readonly heapMegabytes?: number | null | undefined
  /** Requested memory in MB. */
  readonly requestMemoryMegabytes?: number | null | undefined
  /** Requested CPU in thousandths. */
  readonly requestCpuMillis?: number | null | undefined
  /** Limit of memory in MB. */
  readonly limitMemoryMegabytes?: number | null | undefined
  /** Limit of CPU in thousandths. */
  readonly limitCpuMillis?: number | null | undefined
}

/** Facts about a restore or a refresh. */
export interface RestoreFacts {
  /** The command as it would run, without secrets. */
  readonly command?: string | null | undefined
  /** The name of the database that is meant to receive it. */
  readonly database?: string | null | undefined
  /** The tier the data comes from. */
  readonly sourceTier?: Tier | null | undefined
  /** Whether data is anonymised on the way. */
  readonly anonymised?: boolean | null | undefined
  /** Whether the direction was confirmed. */
  readonly confirmed?: boolean | null | undefined
}

/** A claim on a route. */
export interface RouteClaim {
  /** Host, domain and path: `orders.example.com/api`. */
  readonly route: string
  /** The weight of its destination, when one is written. */
  readonly weight?: number | null | undefined
}

/** What a rule is evaluated for, once each. */
export type RuleScope = 'environment' | 'app' | 'landscape'

/** What came of one evaluation of a rule. */
export type RuleStatus = 'passed' | 'failed' | 'notEvaluated' | 'notApplicable' | 'exempted'

/** How often one rule passed, failed and could not be evaluated. */
export interface RuleTally {
  /** The rule's id. */
  readonly id: string
  /** Evaluations that passed. */
  readonly passed: number
  /** Evaluations that failed. */
  readonly failed: number
  /** Evaluations that lacked a fact. */
  readonly notEvaluated: number
  /** Environments or apps that the rule says nothing about. */
  readonly notApplicable: number
  /** Evaluations that failed and are exempted. */
  readonly exempted: number
  /** The facts that were lacking, by code point. */
  readonly waitsFor: ReadonlyArray<string>
}

/** What a release does to the database's schema. An absent list is unknown, an empty one says: nothing. */
export interface SchemaChangeFacts {
  /** Entities and attributes that are added. */
  readonly added?: ReadonlyArray<string> | null | undefined
  /** Those that are removed. */
  readonly removed?: ReadonlyArray<string> | null | undefined
  /** Those whose type changes. */
  readonly retyped?: ReadonlyArray<string> | null | undefined
  /** Those that are removed while an equal one appears under another name: `Orders.Old -> Orders.New`. */
  readonly suspectedRenames?: ReadonlyArray<string> | null | undefined
  /** The microflow that migrates data; the empty text: none does. */
  readonly migrationMicroflow?: string | null | undefined
  /** Whether it runs after startup. */
  readonly migrationAfterStartup?: boolean | null | undefined
  /** Whether it makes sure that it runs once only. */
  readonly migrationGuarded?: boolean | null | undefined
  /** Whether somebody approved what is destroyed. */
  readonly approved?: boolean | null | undefined
  /** Whether it ran against a copy of production's data. */
  readonly rehearsed?: boolean | null | undefined
}

/** How a secret reaches the app. */
export type SecretDelivery = 'file' | 'environment' | 'standardInput' | 'argument' | 'literal'

/** Facts about a secret. Never the secret. */
export interface SecretFacts {
  /** What names it: the reference, without a credential. */
  readonly id?: string | undefined
  /** A keyed digest of its value, so that equal ones are seen. */
  readonly fingerprint?: string | null | undefined
  /** The store: `vault`, `aws`, `azure`, `kubernetes`, `env`, …. */
  readonly store?: string | null | undefined
  /** Its path in the store. */
  readonly path?: string | null | undefined
  /** Environments that use it. */
  readonly environments?: ReadonlyArray<string> | null | undefined
  /** When it was last changed. */
  readonly rotatedAt?: string | null | undefined
  /** Whether the store encrypts what it keeps. */
  readonly encryptedAtRest?: boolean | null | undefined
  /** Whether the store records who reads. */
  readonly audited?: boolean | null | undefined
  /** Who may read it: groups, `*`, `store` for all that the store holds. */
  readonly readers?: ReadonlyArray<string> | null | undefined
  /** How it reaches the app. */
  readonly delivery?: SecretDelivery | null | undefined
}

/** A practice for secrets, and whether it is followed. */
export interface SecretsPractice {
  /** The practice. */
  readonly practice: string
  /** How much it is asked for. */
  readonly demand: PracticeDemand
  /** How it is done. */
  readonly how: string
  /** The rules that watch over it. */
  readonly rules: ReadonlyArray<string>
  /** Whether it is followed. */
  readonly status: PracticeStatus
}

/** Facts about the service that runs an app on a machine. */
export interface ServiceFacts {
  /** What runs it: `m2ee`, `portable`, `serviceConsole`, `sc`, `serviceHost`. */
  readonly manager?: string | null | undefined
  /** What a service made with `sc.exe` executes. */
  readonly executable?: string | null | undefined
  /** `Type=` of the systemd unit. */
  readonly unitType?: string | null | undefined
  /** `Restart=` of the systemd unit; the empty text: none. */
  readonly restart?: string | null | undefined
  /** Whether it starts after network and database. */
  readonly startsAfterNetwork?: boolean | null | undefined
  /** Whether it is enabled, or its startup type is automatic. */
  readonly enabled?: boolean | null | undefined
  /** The user it runs as. */
  readonly user?: string | null | undefined
  /** Command lines of unit and scripts, without secrets. */
  readonly commands?: ReadonlyArray<string> | null | undefined
  /** Length of the password of the admin port. */
  readonly adminPasswordLength?: number | null | undefined
  /** Mode of `m2ee.yaml`, as `0600`. */
  readonly settingsMode?: string | null | undefined
  /** Address that the admin port listens on. */
  readonly adminAddress?: string | null | undefined
  /** `MyScheduledEvents` of m2ee.yaml, as written. */
  readonly myScheduledEvents?: string | null | undefined
  /** `ScheduledEventExecution` of m2ee.yaml. */
  readonly scheduledEventExecution?: string | null | undefined
  /** Whether a reverse proxy with TLS stands before it. */
  readonly tlsProxy?: boolean | null | undefined
}
