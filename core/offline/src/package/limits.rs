//! What a platform refuses although the package is well formed.

use mendix_deploy_model::{
    findings::{Finding, Severity},
    packages::{PackageFormat, PackageInfo},
};

/// Upload limit of Mendix Cloud: "1 GB" (Deploy API v2, upload). Whether 10^9 or 2^30 bytes is not said, so the smaller counts.
const UPLOAD_BYTES: u64 = 1_000_000_000;

/// From here on a package is near the limit: the next release may be over it.
const NEAR_UPLOAD_BYTES: u64 = 900_000_000;

/// The limits that `info` breaks or is about to break.
pub(crate) fn check(info: &PackageInfo) -> Vec<Finding> {
    // Other kinds are not uploaded.
    if info.format != PackageFormat::Archive {
        return Vec::new();
    }
    let bytes = info.compressed_bytes;
    let (severity, message) = if bytes > UPLOAD_BYTES {
        (
            Severity::Error,
            format!(
                "{} has {bytes} bytes; Mendix Cloud takes uploads up to 1 GB, counted here as {UPLOAD_BYTES} bytes",
                info.file_name
            ),
        )
    } else if bytes > NEAR_UPLOAD_BYTES {
        (
            Severity::Warning,
            format!(
                "{} has {bytes} bytes and comes near the 1 GB that Mendix Cloud takes",
                info.file_name
            ),
        )
    } else {
        return Vec::new();
    };
    vec![Finding {
        id: "package.limit.upload_size".to_owned(),
        severity,
        address: None,
        subject: Some(info.file_name.clone()),
        path: None,
        location: None,
        message,
        remedy: "Look for large files in the project's resources and userlib folders; keep documents in file storage.".to_owned(),
    }]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{NEAR_UPLOAD_BYTES, UPLOAD_BYTES, check};
    use crate::package::{ArchiveBuilder, read_info};
    use mendix_deploy_model::findings::Severity;

    #[test]
    fn the_upload_limit_is_inclusive_and_announced_early() {
        let severity = |bytes| {
            let mut info =
                read_info("a.mda", &ArchiveBuilder::new("Orders").to_bytes().unwrap()).unwrap();
            info.compressed_bytes = bytes;
            check(&info).first().map(|finding| finding.severity)
        };
        assert_eq!(severity(NEAR_UPLOAD_BYTES), None);
        assert_eq!(severity(NEAR_UPLOAD_BYTES + 1), Some(Severity::Warning));
        assert_eq!(severity(UPLOAD_BYTES), Some(Severity::Warning));
        assert_eq!(severity(UPLOAD_BYTES + 1), Some(Severity::Error));
    }
}
