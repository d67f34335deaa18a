//! Where an application keeps its files.

use mendix_deploy_surface::model;

use super::TextValue;

/// A kind of file storage.
#[model]
pub enum StorageProvider {
    /// The application keeps no files, and that is a decision.
    None,
    /// A folder of the machine, or a volume.
    Local,
    /// Amazon S3 or a store that speaks its protocol.
    S3,
    /// Azure Blob Storage.
    AzureBlob,
    /// Google Cloud Storage: reached through its S3 protocol, the runtime has no provider of its own for it.
    GoogleCloud,
}

/// What happens in the store when a file document is deleted (`com.mendix.storage.PerformDeleteFromStorage`).
#[model]
pub enum StorageDeletes {
    /// Every file is deleted.
    AllFiles,
    /// Only temporary files are.
    TemporaryFiles,
    /// None is: a restored database finds its files again.
    NoFiles,
}

/// Where an application keeps its files. Single fields replace inherited ones.
#[model(eq, options)]
pub struct StorageSpec {
    /// The kind of storage.
    pub provider: Option<StorageProvider>,
    /// The bucket; the container of Azure Blob Storage.
    pub bucket: Option<String>,
    /// What names begin with inside the bucket.
    pub prefix: Option<String>,
    /// The folder, for local files. Default: the target's own.
    pub path: Option<String>,
    /// The endpoint of a store that is not Amazon's or Azure's own: a host or a URL.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// The storage account, for Azure.
    pub account: Option<String>,
    /// The access key's id.
    pub access_key_id: Option<TextValue>,
    /// The secret access key; the account key of Azure.
    pub secret_key: Option<TextValue>,
    /// A shared access signature, for Azure.
    pub shared_access_signature: Option<TextValue>,
    /// Whether the identity of the machine or pod is used, instead of keys.
    pub ambient_identity: Option<bool>,
    /// Whether the store encrypts what it keeps.
    pub encrypted: Option<bool>,
    /// Whether the store keeps former versions of files.
    pub versioned: Option<bool>,
    /// Whether all instances see the same files: a shared volume. Object stores always do.
    pub shared: Option<bool>,
    /// What happens to deleted files.
    pub deletes: Option<StorageDeletes>,
    /// A bound service or plan that provides the storage.
    pub service: Option<String>,
    /// How much is expected to be kept, in GiB.
    pub planned_gibibytes: Option<u32>,
}
