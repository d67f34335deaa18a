//! The runtime settings that a file storage of the landscape makes.

use mendix_deploy_model::{
    configurations::EffectiveContent,
    landscapes::{StorageDeletes, StorageProvider, StorageSpec},
};

use super::Wish;

const SERVICE: &str = "com.mendix.core.StorageService";
/// Where Google's store speaks the protocol of S3.
const GOOGLE: &str = "https://storage.googleapis.com";

pub(super) fn add(spec: &StorageSpec, wish: &mut Wish) {
    match spec.provider {
        // Without a service the runtime keeps files in its folder; that there are none is a decision and no setting.
        None | Some(StorageProvider::None) => return,
        Some(StorageProvider::Local) => {
            wish.set_text("UploadedFilesPath", spec.path.as_deref());
        }
        Some(StorageProvider::S3) => s3(spec, spec.endpoint.as_deref(), wish),
        Some(StorageProvider::GoogleCloud) => {
            s3(spec, Some(spec.endpoint.as_deref().unwrap_or(GOOGLE)), wish);
        }
        Some(StorageProvider::AzureBlob) => azure(spec, wish),
    }
    let deletes = spec.deletes.map(|deletes| match deletes {
        StorageDeletes::AllFiles => "AllFiles",
        StorageDeletes::TemporaryFiles => "TemporaryFiles",
        StorageDeletes::NoFiles => "NoFiles",
    });
    wish.set_text("com.mendix.storage.PerformDeleteFromStorage", deletes);
}

fn s3(spec: &StorageSpec, endpoint: Option<&str>, wish: &mut Wish) {
    // Without it the other settings have no effect, and files are lost at a restart.
    wish.set_text(SERVICE, Some("com.mendix.storage.s3"));
    wish.set_text("com.mendix.storage.s3.BucketName", spec.bucket.as_deref());
    wish.set_text("com.mendix.storage.s3.EndPoint", endpoint);
    wish.set_text("com.mendix.storage.s3.Region", spec.region.as_deref());
    wish.set_text(
        "com.mendix.storage.s3.ResourceNamePrefix",
        spec.prefix.as_deref(),
    );
    wish.set_secret(
        "com.mendix.storage.s3.AccessKeyId",
        spec.access_key_id.as_ref(),
    );
    wish.set_secret(
        "com.mendix.storage.s3.SecretAccessKey",
        spec.secret_key.as_ref(),
    );
}

fn azure(spec: &StorageSpec, wish: &mut Wish) {
    wish.set_text(SERVICE, Some("com.mendix.storage.azure"));
    wish.set_text("com.mendix.storage.azure.Container", spec.bucket.as_deref());
    wish.set_text(
        "com.mendix.storage.azure.BlobEndpoint",
        spec.endpoint.as_deref(),
    );
    wish.set_text(
        "com.mendix.storage.azure.AccountName",
        spec.account.as_deref(),
    );
    wish.set_secret(
        "com.mendix.storage.azure.AccountKey",
        spec.secret_key.as_ref(),
    );
    wish.set_secret(
        "com.mendix.storage.azure.SharedAccessSignature",
        spec.shared_access_signature.as_ref(),
    );
    if spec.ambient_identity == Some(true) {
        wish.set(
            "com.mendix.storage.azure.UseDefaultAzureCredential",
            EffectiveContent::Boolean { value: true },
        );
    }
    if spec.prefix.is_some() {
        wish.refuse(
            "storage.prefix",
            "the runtime has no prefix for Azure Blob Storage",
        );
    }
}
