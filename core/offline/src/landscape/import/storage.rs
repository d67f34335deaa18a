//! The file storage: `S3_…` variables and the settings of the stores (runtime configuration, 4).

use mendix_deploy_model::landscapes::{StorageDeletes, StorageProvider, StorageSpec};

use super::{
    given::{Given, Input},
    importer::{Importer, Secrecy},
    report::Entry,
};

impl Importer<'_> {
    pub(super) fn storage(&mut self) -> &mut StorageSpec {
        self.spec.storage.get_or_insert_default()
    }

    /// A runtime setting of the storage; false when it is none that the landscape has a key for.
    pub(super) fn set_storage(&mut self, entry: Entry, name: &str, value: &Given) -> bool {
        match name {
            "com.mendix.core.StorageService" => {
                if let Some(word) = self.word(entry, value).map(str::to_owned) {
                    let provider = match word.as_str() {
                        "com.mendix.storage.localfilesystem" => StorageProvider::Local,
                        "com.mendix.storage.s3" => StorageProvider::S3,
                        "com.mendix.storage.azure" => StorageProvider::AzureBlob,
                        _ => {
                            self.report
                                .ignore(entry, "no file storage has this name", None);
                            return true;
                        }
                    };
                    self.storage().provider = Some(provider);
                    self.report.became(entry, "storage.provider");
                }
            }
            "UploadedFilesPath" => self.set_storage_text(entry, "path", value),
            "com.mendix.storage.s3.BucketName" | "com.mendix.storage.azure.Container" => {
                self.set_storage_text(entry, "bucket", value);
            }
            "com.mendix.storage.s3.ResourceNamePrefix" => {
                self.set_storage_text(entry, "prefix", value);
            }
            "com.mendix.storage.s3.EndPoint" | "com.mendix.storage.azure.BlobEndpoint" => {
                self.set_storage_text(entry, "endpoint", value);
            }
            "com.mendix.storage.s3.Region" => self.set_storage_text(entry, "region", value),
            "com.mendix.storage.azure.AccountName" => {
                self.set_storage_text(entry, "account", value);
            }
            "com.mendix.storage.s3.AccessKeyId" => {
                self.set_storage_secret(entry, "accessKeyId", value);
            }
            "com.mendix.storage.s3.SecretAccessKey" | "com.mendix.storage.azure.AccountKey" => {
                self.set_storage_secret(entry, "secretKey", value);
            }
            "com.mendix.storage.azure.SharedAccessSignature" => {
                self.set_storage_secret(entry, "sharedAccessSignature", value);
            }
            "com.mendix.storage.azure.UseDefaultAzureCredential" => {
                if let Some(ambient) = self.boolean(entry, value) {
                    self.storage().ambient_identity = Some(ambient);
                    self.report.became(entry, "storage.ambientIdentity");
                }
            }
            "com.mendix.storage.PerformDeleteFromStorage" => self.set_deletes(entry, value),
            _ => return false,
        }
        true
    }

    fn set_deletes(&mut self, entry: Entry, value: &Given) {
        let Some(word) = self.word(entry, value).map(str::to_owned) else {
            return;
        };
        let deletes = match word.as_str() {
            "AllFiles" => StorageDeletes::AllFiles,
            "TemporaryFiles" => StorageDeletes::TemporaryFiles,
            "NoFiles" => StorageDeletes::NoFiles,
            "true" => StorageDeletes::AllFiles,
            "false" => StorageDeletes::NoFiles,
            _ => {
                self.report.ignore(
                    entry,
                    "only AllFiles, TemporaryFiles and NoFiles have a meaning",
                    None,
                );
                return;
            }
        };
        if matches!(word.as_str(), "true" | "false") {
            self.report.note(
                entry,
                "true and false are the words of earlier versions for AllFiles and NoFiles",
            );
        }
        self.storage().deletes = Some(deletes);
        self.report.became(entry, "storage.deletes");
    }

    fn set_storage_text(&mut self, entry: Entry, field: &str, value: &Given) {
        let Some(text) = self.word(entry, value).map(str::to_owned) else {
            return;
        };
        let storage = self.storage();
        let place = match field {
            "path" => &mut storage.path,
            "bucket" => &mut storage.bucket,
            "prefix" => &mut storage.prefix,
            "endpoint" => &mut storage.endpoint,
            "region" => &mut storage.region,
            _ => &mut storage.account,
        };
        *place = Some(text);
        self.report.became(entry, &format!("storage.{field}"));
    }

    fn set_storage_secret(&mut self, entry: Entry, field: &str, value: &Given) {
        let path = format!("storage.{field}");
        let Some(text) = self.text(entry, &path, value, Secrecy::Secret) else {
            return;
        };
        let storage = self.storage();
        let place = match field {
            "accessKeyId" => &mut storage.access_key_id,
            "secretKey" => &mut storage.secret_key,
            _ => &mut storage.shared_access_signature,
        };
        *place = Some(text);
        self.report.became(entry, &path);
    }

    /// A variable of the buildpacks for S3; false when the landscape has no key for it.
    pub(super) fn set_s3(&mut self, entry: Entry, input: &Input) -> bool {
        let value = &input.value;
        match input.name.as_str() {
            "S3_ACCESS_KEY_ID" => self.set_storage_secret(entry, "accessKeyId", value),
            "S3_SECRET_ACCESS_KEY" => self.set_storage_secret(entry, "secretKey", value),
            "S3_BUCKET_NAME" => self.set_storage_text(entry, "bucket", value),
            "S3_ENDPOINT" => self.set_storage_text(entry, "endpoint", value),
            "S3_PERFORM_DELETES" => {
                if let Some(deletes) = self.boolean(entry, value) {
                    self.storage().deletes = Some(if deletes {
                        StorageDeletes::AllFiles
                    } else {
                        StorageDeletes::NoFiles
                    });
                    self.report.became(entry, "storage.deletes");
                }
            }
            "S3_REGION" => {
                self.report.doubt(
                    entry,
                    "the buildpacks have no such variable: today the runtime does not see the region",
                    Some("Check that the region is right; the landscape sets it for the runtime."),
                );
                self.set_storage_text(entry, "region", value);
            }
            _ => return false,
        }
        true
    }

    /// What only shows when all variables are read. `variables`: the `S3_…` ones were used.
    pub(super) fn judge_storage(&mut self, entries: &[(String, Entry)]) {
        let has = |name: &str| entries.iter().any(|(known, _)| known == name);
        let s3 = |name: &str| name.starts_with("S3_");
        if let Some((_, first)) = entries.iter().find(|(name, _)| s3(name)) {
            let complete = has("S3_BUCKET_NAME")
                && (has("S3_ACCESS_KEY_ID") && has("S3_SECRET_ACCESS_KEY")
                    || has("S3_TVM_ENDPOINT") && has("S3_TVM_USERNAME") && has("S3_TVM_PASSWORD"));
            if complete {
                self.storage().provider.get_or_insert(StorageProvider::S3);
                self.report.shares(*first, "storage.provider");
            } else {
                self.report.doubt(
                    *first,
                    "the buildpacks ignore S3 without a bucket and both keys: today files stay on the local disk",
                    Some("Add what is missing, or remove the S3 variables."),
                );
            }
        }
        let names_store = |name: &str| {
            name.starts_with("MXRUNTIME_com.mendix.storage.azure")
                || name.starts_with("MXRUNTIME_com_mendix_storage_azure")
                || name.starts_with("MXRUNTIME_com.mendix.storage.s3")
                || name.starts_with("MXRUNTIME_com_mendix_storage_s3")
        };
        if self
            .spec
            .storage
            .as_ref()
            .is_some_and(|storage| storage.provider.is_none())
            && let Some((name, entry)) = entries.iter().find(|(name, _)| names_store(name))
        {
            let provider = if name.contains("azure") {
                StorageProvider::AzureBlob
            } else {
                StorageProvider::S3
            };
            self.report.doubt(
                *entry,
                "without com.mendix.core.StorageService the runtime does not use this store: today files stay on the local disk",
                Some("Check that the store is meant; `storage.provider` switches it on."),
            );
            self.storage().provider = Some(provider);
            self.report.shares(*entry, "storage.provider");
        }
    }
}
