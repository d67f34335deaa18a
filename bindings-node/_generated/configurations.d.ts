// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { Settings } from './cloud.js'
import type { Finding, Location } from './findings.js'
import type { ScheduledEvents, TargetKind } from './landscapes.js'

/** How far a rule can be trusted. */
export type Certainty = 'observed' | 'documented' | 'inferred' | 'unknown'

/** One setting in every column. */
export interface ComparedSetting {
  /** Which part of the configuration it belongs to. */
  readonly area: ConfigurationArea
  /** The constant, runtime setting or option. */
  readonly name: string
  /** Whether the columns say the same. */
  readonly verdict: ComparisonVerdict
  /** One value per column, in their order. */
  readonly values: ReadonlyArray<ComparedValue>
}

/** One value of a row. */
export interface ComparedValue {
  /**
   * What may be shown: the value when it is known to be no secret, otherwise what it is, such as `set` or the secret
   * reference.
   */
  readonly shown: string
  /**
   * Which of the row's distinct values it is, from 1; equal numbers mean equal values, also for those not shown. Absent
   * when the value is not known.
   */
  readonly group?: number | undefined
  /** The rule that chose it, in words; absent when nothing sets it. */
  readonly rule?: string | undefined
}

/** Whether the columns of a row say the same. */
export type ComparisonVerdict = 'same' | 'different' | 'unknown'

/** Which part of the configuration a value belongs to. Ordered as a page shows them. */
export type ConfigurationArea = 'constant' | 'scheduledEvents' | 'runtimeSetting' | 'database' | 'storage' | 'jvm' | 'logging' | 'container' | 'admin'

/** Configurations side by side. Holds no value that may be a secret. */
export interface ConfigurationComparison {
  /** Always `configurationComparison`. */
  readonly document: string
  /** Version of the document's format. */
  readonly version: number
  /** The library that wrote it. */
  readonly writtenBy: string
  /** The names of the columns. */
  readonly columns: ReadonlyArray<string>
  /** Every setting that at least one column has, by area and then by name. */
  readonly settings: ReadonlyArray<ComparedSetting>
  /** What the columns say beyond values: a start that would fail, by column. */
  readonly notes: ReadonlyArray<string>
}

/** A configuration file. */
export interface ConfigurationFile {
  /** Its name as the caller knows it; findings name it. */
  readonly name: string
  /** What stands in it. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** The Cloud Foundry buildpack. */
export interface CloudFoundryInput {
  readonly kind: 'cloudFoundry'
  /**
   * Environment variables in the order of the process environment: it decides between duplicates. `VCAP_SERVICES`
   * and `VCAP_APPLICATION` may stand among them.
   */
  readonly variables?: ReadonlyArray<EnvironmentVariable> | undefined
  /** Bound services: the JSON text of `VCAP_SERVICES`. May be a credential, and printing the object prints it. */
  readonly services?: string | null | undefined
  /** The application: the JSON text of `VCAP_APPLICATION`. */
  readonly application?: string | null | undefined
  /**
   * Whether the agents for metrics were installed when the droplet was built: they are downloaded then, and settings
   * for them reach the runtime only when they are there. Default: yes, as staging sees the same variables.
   */
  readonly agentsInstalled?: boolean | null | undefined
}

/** The Docker buildpack: its wrapper runs before the Cloud Foundry buildpack. */
export interface DockerInput {
  readonly kind: 'docker'
  /** Environment variables in the order of the process environment. */
  readonly variables?: ReadonlyArray<EnvironmentVariable> | undefined
  /** The container's host name, which decides the instance index inside Kubernetes. Default: the variable `HOSTNAME`. */
  readonly hostname?: string | null | undefined
  /**
   * Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
   * for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
   */
  readonly agentsInstalled?: boolean | null | undefined
}

/** Plain Kubernetes manifests around the image of the Docker buildpack. */
export interface KubernetesInput {
  readonly kind: 'kubernetes'
  /** Environment variables of the container in order, as they are after `envFrom` and `valueFrom`. */
  readonly variables?: ReadonlyArray<EnvironmentVariable> | undefined
  /** The name of the pod. Default: the variable `HOSTNAME`. */
  readonly hostname?: string | null | undefined
  /**
   * Whether the agents for metrics were installed when the image was built: they are downloaded then, and settings
   * for them reach the runtime only when they are there. Default: no, as images are built without the variables of an environment.
   */
  readonly agentsInstalled?: boolean | null | undefined
}

/** Mendix on Kubernetes. */
export interface OperatorInput {
  readonly kind: 'operator'
  /** The `MendixApp` resource: YAML. May be a credential, and printing the object prints it. */
  readonly resource: string
}

/** m2ee-tools. */
export interface M2eeInput {
  readonly kind: 'm2ee'
  /** The YAML files in the order in which they are read. */
  readonly files?: ReadonlyArray<ConfigurationFile> | undefined
}

/** A portable package. */
export interface PortableInput {
  readonly kind: 'portable'
  /** The HOCON files in the order in which they are read. */
  readonly files?: ReadonlyArray<ConfigurationFile> | undefined
  /** Environment variables. */
  readonly variables?: ReadonlyArray<EnvironmentVariable> | undefined
}

/** Windows Service Console. */
export interface WindowsInput {
  readonly kind: 'windows'
  /** The settings document. May be a credential, and printing the object prints it. */
  readonly settings: string
}

/** Mendix Cloud. */
export interface MendixCloudInput {
  readonly kind: 'mendixCloud'
  /** Constants, scheduled events and custom settings as the platform reports them. */
  readonly settings: Settings
}

/** What a target is handed, as the target sees it: not what somebody wanted it to be. */
export type ConfigurationInput = CloudFoundryInput | DockerInput | KubernetesInput | OperatorInput | M2eeInput | PortableInput | WindowsInput | MendixCloudInput

/** The two ways to write a connection. */
export type ConnectionForm = 'url' | 'jdbc'

/** A parameter of a connection. */
export interface ConnectionParameter {
  /** Its name. */
  readonly name: string
  /** Its value, decoded. Some parameters hold secrets. May be a credential, and printing the object prints it. */
  readonly value: string
}

/** A connection to a database: every part, decoded. */
export interface DatabaseConnection {
  /** The engine. */
  readonly engine: DatabaseEngine
  /** How it was written, and how it will be. */
  readonly form: ConnectionForm
  /** The servers; more than one for drivers that try one after the other. Empty where a descriptor stands instead. */
  readonly servers?: ReadonlyArray<DatabaseServer> | undefined
  /** SQL Server: the named instance. */
  readonly instance?: string | null | undefined
  /** The database; for Oracle the service name. */
  readonly database?: string | null | undefined
  /** Oracle: the SID, where it is not addressed by service name. */
  readonly sid?: string | null | undefined
  /** Oracle: a connect descriptor or the alias of one, kept as it is. */
  readonly descriptor?: string | null | undefined
  /** The user. */
  readonly user?: string | null | undefined
  /** The password. May be a credential, and printing the object prints it. */
  readonly password?: string | null | undefined
  /** Everything else, in order. */
  readonly parameters?: ReadonlyArray<ConnectionParameter> | undefined
}

/** A database engine that Mendix runs on. */
export type DatabaseEngine = 'postgresql' | 'sqlServer' | 'oracle' | 'mysql' | 'db2' | 'hana'

/** Whether two connections lead to one database. */
export type DatabaseSameness = 'same' | 'different' | 'unknown'

/** A server and its port. */
export interface DatabaseServer {
  /** The host's name or address, IPv6 without brackets. */
  readonly host: string
  /** The port; absent: the engine's own. */
  readonly port?: number | null | undefined
}

/** Text, as it arrives. */
export interface TextContent {
  readonly kind: 'text'
  /** The text. May be a credential, and printing the object prints it. */
  readonly text: string
}

/** A number. */
export interface NumberContent {
  readonly kind: 'number'
  /** As JSON writes it: `10000`, `1.5`. Whole numbers may exceed 64 bits. May be a credential, and printing the object prints it. */
  readonly number: string
}

/** Yes or no. */
export interface BooleanContent {
  readonly kind: 'boolean'
  /** The value. */
  readonly value: boolean
}

/** A list, an object or `null`. */
export interface JsonContent {
  readonly kind: 'json'
  /** As JSON text. May be a credential, and printing the object prints it. */
  readonly json: string
}

/** A secret that is resolved when it is delivered. */
export interface SecretReferenceContent {
  readonly kind: 'secretReference'
  /** The reference. Never holds a credential. */
  readonly reference: string
}

/** The platform shows asterisks instead of the value. */
export interface MaskedContent {
  readonly kind: 'masked'
}

/** Nothing is sent: the runtime's own default holds, where there is one. */
export interface AbsentContent {
  readonly kind: 'absent'
}

/** The value itself. */
export type EffectiveContent = TextContent | NumberContent | BooleanContent | JsonContent | SecretReferenceContent | MaskedContent | AbsentContent

/** One value of the effective configuration. */
export interface EffectiveValue {
  /** `Module.Constant`, the name of the runtime setting, or the name of the option. */
  readonly name: string
  /** Which part it belongs to. */
  readonly area: ConfigurationArea
  /** What reaches the runtime. */
  readonly content: EffectiveContent
  /** Whether it may be a credential. */
  readonly sensitivity: Sensitivity
  /** Where it comes from. */
  readonly provenance: Provenance
  /** What lost against it, the strongest first. */
  readonly overrode: ReadonlyArray<OverriddenValue>
  /** How far the rule can be trusted. */
  readonly certainty: Certainty
}

/** What a target is to be handed. */
export interface Emission {
  /** What the target is handed, without secrets. */
  readonly input: ConfigurationInput
  /** Secrets to be put in when it is delivered. */
  readonly secrets: ReadonlyArray<SecretPlacement>
  /** What is wanted and cannot be carried. Nothing is left out silently. */
  readonly notCarried: ReadonlyArray<NotCarried>
}

/** An environment variable. */
export interface EnvironmentVariable {
  /** Its name, exactly as the process sees it. */
  readonly name: string
  /** Its value. May be a credential, and printing the object prints it. */
  readonly value: string
}

/** What the runtime would see. */
export interface EvaluatedConfiguration {
  /** The target that was evaluated. */
  readonly target: TargetKind
  /** Every value, by area and then by name. */
  readonly values: ReadonlyArray<EffectiveValue>
  /** What was set and reaches nobody. */
  readonly lost: ReadonlyArray<LostInput>
  /** What a person should know, worst first. */
  readonly findings: ReadonlyArray<Finding>
  /** Why the start would fail; absent when nothing is known to stop it. The values are then those known up to there. */
  readonly startFailure?: StartFailure | undefined
  /** How far the rules of this target can be trusted, as a whole: the least certain of them. */
  readonly certainty: Certainty
}

/** What one setting is, and why. */
export interface Explanation {
  /** The name that was asked for. */
  readonly asked: string
  /** The name it really has; differs when another was asked for. */
  readonly name: string
  /** The answer in a sentence. Shows the value only when it is known to be no secret. */
  readonly sentence: string
  /** The value; absent when nothing of that name reaches the runtime. */
  readonly value?: EffectiveValue | undefined
  /** Other names that may have been meant, nearest first. */
  readonly alternatives: ReadonlyArray<string>
  /** What was set for it and reaches nobody, in words. */
  readonly lost: ReadonlyArray<string>
}

/** Something that was set and reaches nobody. */
export interface LostInput {
  /** What was set: the variable, the key. */
  readonly name: string
  /** Where. */
  readonly provenance: Provenance
  /** Why it reaches nobody. */
  readonly reason: string
  /** What was probably meant, such as `MX_MyModule_ApiEndpoint`. */
  readonly suggestion?: string | undefined
}

/** Constants of one model that share a variable: it sets all of them, and none can be set apart from the others. */
export interface NameCollision {
  /** The variable. */
  readonly variable: string
  /** The constants, by code point. */
  readonly constants: ReadonlyArray<string>
}

/** A configuration with the name of its column. */
export interface NamedConfiguration {
  /** The column: `orders/production`, `wanted`, `live`, `release of 1 March`. */
  readonly name: string
  /** The configuration. */
  readonly configuration: EvaluatedConfiguration
}

/** Something wanted that the target cannot carry. */
export interface NotCarried {
  /** The constant, event or setting. */
  readonly name: string
  /** Why. */
  readonly reason: string
}

/** A value that lost. */
export interface OverriddenValue {
  /** What it was. */
  readonly content: EffectiveContent
  /** Where it came from. */
  readonly provenance: Provenance
}

/** Where a value comes from and by which rule. */
export interface Provenance {
  /** What kind of thing it is. */
  readonly source: ProvenanceSource
  /** Its name: the variable, the service, the path of keys in a file. */
  readonly place?: string | undefined
  /** Where in the file. */
  readonly location?: Location | undefined
  /** The rule in words, without the value. */
  readonly rule: string
}

/** What kind of thing set a value. */
export type ProvenanceSource = 'variable' | 'service' | 'file' | 'resource' | 'settings' | 'model' | 'tool' | 'runtime' | 'derived' | 'landscape'

/** A secret that has to be put in its place when the configuration is delivered. */
export interface SecretPlacement {
  /** The constant or setting. */
  readonly name: string
  /** Where the value goes: a variable, a path of keys, a key of the secret store. */
  readonly place: string
  /** Where the value is kept. Never holds a credential. */
  readonly reference: string
}

/** Whether a value may be a credential. Only public values are ever written into a sentence, a finding or a report. */
export type Sensitivity = 'public' | 'unknown' | 'secret'

/** Why the start would fail before the runtime has its configuration. */
export interface StartFailure {
  /** The step of the tool that fails: `setup`, `database`, `storage`, `java`, `nginx` for the buildpacks. */
  readonly stage: string
  /** What goes wrong. Names the variable or the constant, never a value. */
  readonly message: string
  /** The variable, constant or key that is at fault. */
  readonly subject?: string | undefined
  /** What to do. */
  readonly remedy: string
  /** How far the rule can be trusted. */
  readonly certainty: Certainty
}

/** What a variable of the buildpacks means for a given model. */
export type VariableMeaning = 'constant' | 'runtimeSetting' | 'document' | 'launcher' | 'noConstant' | 'wrongCase' | 'dotted' | 'otherComposition' | 'constantAsSetting' | 'other'

/** How the buildpacks read a variable. */
export interface VariableReading {
  /** The variable. */
  readonly variable: string
  /** What it means. */
  readonly meaning: VariableMeaning
  /** The constants or the setting it sets; for a mistake, those that were probably meant. */
  readonly names: ReadonlyArray<string>
  /** The variable to use instead; absent when it is right. */
  readonly correction?: string | undefined
}

/** What the runtime is to see. */
export interface WantedConfiguration {
  /** Constants; those of the model that are not among them keep their default. */
  readonly constants?: ReadonlyArray<WantedValue> | undefined
  /** Which scheduled events run; absent: nothing is said. */
  readonly scheduledEvents?: ScheduledEvents | null | undefined
  /** Runtime settings. */
  readonly runtimeSettings?: ReadonlyArray<WantedValue> | undefined
}

/** A constant or a runtime setting as it is wanted. */
export interface WantedValue {
  /** `Module.Constant`, or the name of the setting. */
  readonly name: string
  /** What it is to be. A constant is text, whatever its type. */
  readonly content: EffectiveContent
}
