// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { ConstantType, RequestHandler, UserRole } from './packages.js'

/**
 * A model: what the database and a deployment depend on.
 *
 * Every list is sorted by GUID where its elements have one, else by name in code-point order, so that equal models are
 * equal values.
 */
export interface AppModel {
  /** What it was read from. */
  readonly source: ModelSource
  /** The project's id (root unit id). */
  readonly projectId?: string | undefined
  /** The project's display name. */
  readonly projectName?: string | undefined
  /** Version of Studio Pro or of the Mendix Runtime, as the file has it. */
  readonly mendixVersion?: string | undefined
  /** Model version; `unversioned` for local builds. */
  readonly modelVersion?: string | undefined
  /** Id of the build (.NET ticks), which the runtime keeps in the database it starts on. */
  readonly deploymentId?: string | undefined
  /** Whether the System module is among the modules. Projects do not have it, archives do. */
  readonly hasSystem: boolean
  /** Modules. */
  readonly modules: ReadonlyArray<AppModule>
  /** Entities. */
  readonly entities: ReadonlyArray<Entity>
  /** Associations. */
  readonly associations: ReadonlyArray<Association>
  /** Tables by GUID, under the names that the database knows; only a database has them. */
  readonly tables: ReadonlyArray<StoredTable>
  /** Enumerations. */
  readonly enumerations: ReadonlyArray<Enumeration>
  /** Constants. */
  readonly constants: ReadonlyArray<ModelConstant>
  /** Scheduled events. */
  readonly scheduledEvents: ReadonlyArray<ModelEvent>
  /** Settings that reach the database. */
  readonly settings: ModelSettings
  /** Microflows that run around a start. */
  readonly microflows: ReadonlyArray<ModelMicroflow>
  /** User roles. */
  readonly userRoles: ReadonlyArray<UserRole>
  /** Request handlers. */
  readonly requestHandlers: ReadonlyArray<RequestHandler>
  /** Units that are listed and could not be read: what is in them is unknown. */
  readonly unread: ReadonlyArray<UnreadUnit>
}

/** A module. */
export interface AppModule {
  /** The model's `$ID`; absent in a database. */
  readonly id?: string | undefined
  /** Its name. */
  readonly name: string
  /** Its version in the Mendix Marketplace. */
  readonly marketplaceVersion?: string | undefined
}

/** An association. The parent is the end whose objects hold the link, not the one-side. */
export interface Association {
  /** The model's `$ID`. */
  readonly id: string
  /** Data-storage GUID. */
  readonly guid: string
  /** `Module.Name`. */
  readonly name: string
  /** `Module.Name` of the parent; a bare `$ID` where it resolves to nothing. */
  readonly parent: string
  /** GUID of the parent; absent where it is not in the file. */
  readonly parentGuid?: string | undefined
  /** `Module.Name` of the child. */
  readonly child: string
  /** GUID of the child; absent where it is not in the file, such as an entity of System in a project. */
  readonly childGuid?: string | undefined
  /** Whether the child lives in another module. */
  readonly crossModule: boolean
  /** How many objects one object refers to. */
  readonly type: AssociationType
  /** Which end holds the link. */
  readonly owner: AssociationOwner
  /** How links are stored. */
  readonly storage: AssociationStorage
  /** What happens to children when the parent is deleted. */
  readonly parentDelete?: DeleteBehavior | undefined
  /** What happens to parents when the child is deleted. */
  readonly childDelete?: DeleteBehavior | undefined
  /** `$Type` of its source when it belongs to a view or an external entity. */
  readonly source?: string | undefined
}

/** Which end holds the link. A reference owned by both ends is one-to-one. */
export type AssociationOwner = 'Default' | 'Both' | (string & {})

/** How links are stored. A file that does not say means a table (before Mendix 10.19). */
export type AssociationStorage = 'Table' | 'Column' | (string & {})

/** How many objects one object refers to. */
export type AssociationType = 'Reference' | 'ReferenceSet' | (string & {})

/** An attribute. */
export interface Attribute {
  /** The model's `$ID`. */
  readonly id: string
  /** Data-storage GUID. */
  readonly guid: string
  /** Its name within the entity. */
  readonly name: string
  /** Its type. */
  readonly type: AttributeType
  /** Longest text in characters, 0 for unlimited; only for `String`. A safe integer. */
  readonly length?: number | undefined
  /** Whether times are shown in the user's time zone; only for `DateTime`. */
  readonly localize?: boolean | undefined
  /** `Module.Name` of the enumeration; only for `Enumeration`. */
  readonly enumeration?: string | undefined
  /** Where its value comes from. */
  readonly value: AttributeValue
  /** Default value; absent where the file has none. `model.mdp` states none for many. */
  readonly defaultValue?: string | undefined
}

/** The type of an attribute, one word for the three ways in which Mendix 4 to 11 write it (package formats, 3.4). */
export type AttributeType = 'AutoNumber' | 'Binary' | 'Boolean' | 'Currency' | 'DateTime' | 'Decimal' | 'Enumeration' | 'Float' | 'HashedString' | 'Integer' | 'Long' | 'String' | (string & {})

/** Where an attribute's value comes from. */
export type AttributeValue = 'stored' | 'calculated' | 'view' | (string & {})

/** What happens to the objects at the other end when one is deleted. */
export type DeleteBehavior = 'DeleteMeButKeepReferences' | 'DeleteMeAndReferences' | 'DeleteMeIfNoReferences' | (string & {})

/** An entity. */
export interface Entity {
  /** The model's `$ID`. */
  readonly id: string
  /** Data-storage GUID. */
  readonly guid: string
  /** `Module.Name`. */
  readonly name: string
  /** `Module.Name` of the entity it specializes. */
  readonly generalization?: string | undefined
  /**
   * Its own persistability. A specialization has none, it follows from the topmost ancestor; the inherited one that
   * `model.mdp` repeats for it is left out, so that all files of one model give the same.
   */
  readonly persistable?: boolean | undefined
  /**
   * Whether it has a table: persistable through its topmost ancestor, and neither view nor external. Absent when an
   * ancestor is not known.
   */
  readonly stored?: boolean | undefined
  /** `$Type` of its source when it is a view or an external entity. */
  readonly source?: string | undefined
  /**
   * System members of its own, in the order owner, changedBy, createdDate, changedDate; a specialization has none, it
   * inherits them.
   */
  readonly systemMembers: ReadonlyArray<SystemMember>
  /** Attributes by GUID. */
  readonly attributes: ReadonlyArray<Attribute>
  /** Indexes by GUID. */
  readonly indexes: ReadonlyArray<Index>
  /** Names of attributes with a unique rule, by code point. */
  readonly uniqueAttributes: ReadonlyArray<string>
  /**
   * SHA-256 of the rules that never reach the database: required, range and pattern rules, access rules, event
   * handlers. Only for telling that they changed.
   */
  readonly rulesDigest?: string | undefined
}

/** An enumeration. */
export interface Enumeration {
  /** The model's `$ID`. */
  readonly id: string
  /** `Module.Name`. */
  readonly name: string
  /** Its values, in the model's order. */
  readonly values: ReadonlyArray<EnumerationValue>
  /** SHA-256 of captions and images. Only for telling that they changed. */
  readonly presentationDigest?: string | undefined
}

/** A value of an enumeration. */
export interface EnumerationValue {
  /** The model's `$ID`. */
  readonly id: string
  /** Its name, which is what the database stores. */
  readonly name: string
}

/** An index. */
export interface Index {
  /** The model's `$ID`. */
  readonly id: string
  /** Data-storage GUID. */
  readonly guid: string
  /** Its columns, in the index's order. */
  readonly columns: ReadonlyArray<IndexColumn>
}

/** A column of an index. */
export interface IndexColumn {
  /** GUID of the attribute; absent for a system member or an association. */
  readonly attribute?: string | undefined
  /** What else the column is, such as `CreatedDate`; absent for an attribute. */
  readonly member?: string | undefined
  /** Sort order. */
  readonly ascending: boolean
}

/** Why a microflow matters to a deployment. */
export type MicroflowRole = 'afterStartup' | 'calledAfterStartup' | 'beforeShutdown' | 'healthCheck'

/** A constant of the model. */
export interface ModelConstant {
  /** The model's `$ID`. */
  readonly id?: string | undefined
  /** `Module.Name`. */
  readonly name: string
  /** Its type. */
  readonly type: ConstantType
  /** Whether the client sees its value; absent where the file does not say. */
  readonly exposedToClient?: boolean | undefined
  /**
   * The model's default, always text; absent where the file does not say. It may be a credential: comparisons tell
   * that it changed, never what it is. May be a credential, and printing the object prints it.
   */
  readonly defaultValue?: string | undefined
}

/** A scheduled event. */
export interface ModelEvent {
  /** The model's `$ID`. */
  readonly id?: string | undefined
  /** `Module.Name`. */
  readonly name: string
  /** Whether it is on without configuration; absent where the file does not say. */
  readonly enabled?: boolean | undefined
  /** The microflow it runs. */
  readonly microflow?: string | undefined
  /** How often, such as `5 Minute`. */
  readonly interval?: string | undefined
}

/** A microflow that matters to a deployment. */
export interface ModelMicroflow {
  /** `Module.Name`. */
  readonly name: string
  /** Why it matters. */
  readonly role: MicroflowRole
  /** SHA-256 of its logic, ids and positions left out; absent when it was not read. */
  readonly digest?: string | undefined
}

/** Settings of the project that reach the database. Absent: the file does not say. */
export interface ModelSettings {
  /** Whether associations get foreign keys (`UseDatabaseForeignKeyConstraints`, Mendix 10.6 and later). */
  readonly foreignKeys?: boolean | undefined
  /** Whether objects carry a version (`EnableDataStorageOptimisticLocking`, Mendix 7.5 and later). */
  readonly optimisticLocking?: boolean | undefined
  /** Digits after the decimal point of a Decimal column (`DecimalScale`, Mendix 11 and later). A safe integer. */
  readonly decimalScale?: number | undefined
}

/** What a model was read from. */
export type ModelSource = 'archiveModel' | 'singleFileProject' | 'splitProject' | 'modulePackage' | 'portableModel' | 'databaseCatalogue'

/** A column of a table of the app. */
export interface StoredColumn {
  /** The column's name, as it is. */
  readonly name: string
  /**
   * GUID of the attribute, or of the association that is stored in the parent's table; absent for what the platform
   * keeps by itself.
   */
  readonly guid?: string | undefined
  /**
   * What else the column is: `parent` and `child` of an association's own table, `owner`, `changedBy`, `createdDate`,
   * `changedDate`, or the name of another column that only the runtime knows, such as `submetaobjectname`.
   */
  readonly member?: string | undefined
  /**
   * Width in characters, 0 for unlimited; for an enumeration the longest name it was made for. Absent for columns
   * without one. A safe integer.
   */
  readonly length?: number | undefined
}

/**
 * A table of the app, under the name that the database knows.
 *
 * The runtime derives names from the model but does not always keep to that: a new attribute that takes over the name of
 * one removed in the same release may get the column `otp2`. Queries use these names.
 */
export interface StoredTable {
  /** GUID of the entity, or of the association that has a table of its own. */
  readonly guid: string
  /** The table's name, as it is. */
  readonly name: string
  /** Its columns, by name in code-point order. */
  readonly columns: ReadonlyArray<StoredColumn>
}

/** A member that the platform keeps in every object of an entity. */
export type SystemMember = 'owner' | 'changedBy' | 'createdDate' | 'changedDate'

/** A unit of a project that is listed and could not be read: it is not there, or its bytes are not what they must be. */
export interface UnreadUnit {
  /** The unit's id. */
  readonly id: string
  /** Where it hangs, such as `DomainModel` or `Documents`; absent where that is not known. */
  readonly containment?: string | undefined
  /** `Module.Name` or the module's name, as far as known. */
  readonly module?: string | undefined
  /** Why, one sentence. */
  readonly why: string
}
