//! One TLS set-up: rustls with ring, handed to the client and never installed for the process; the operating system's
//! trust store, further authorities, and a client certificate.

use std::{path::Path, sync::Arc};

use mendix_deploy_model::{Error, ErrorCode, Result, clients::ClientOptions};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

pub(crate) fn configuration(options: &ClientOptions) -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    // An operating system without a store is no reason to fail yet: further authorities may be enough.
    let (_, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for path in &options.ca_certificates {
        let certificates = read_certificates(path)?;
        for certificate in certificates {
            roots.add(certificate).map_err(|e| {
                invalid(path, "holds an authority that cannot be used").with_source(e)
            })?;
        }
    }
    let builder =
        ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| {
                Error::new(ErrorCode::InternalDefect, "TLS cannot be set up").with_source(e)
            })?
            .with_root_certificates(roots);
    let Some(path) = &options.client_certificate else {
        return Ok(builder.with_no_client_auth());
    };
    let chain = read_certificates(path)?;
    // The source is left out: it could quote the key.
    let key = PrivateKeyDer::from_pem_file(Path::new(path))
        .map_err(|_| invalid(path, "holds no private key in PEM form"))?;
    builder.with_client_auth_cert(chain, key).map_err(|_| {
        invalid(
            path,
            "holds a certificate and key that do not fit each other",
        )
    })
}

fn read_certificates(path: &str) -> Result<Vec<CertificateDer<'static>>> {
    let certificates: Vec<_> = CertificateDer::pem_file_iter(Path::new(path))
        .and_then(Iterator::collect)
        .map_err(|e| invalid(path, "cannot be read as PEM certificates").with_source(e))?;
    if certificates.is_empty() {
        return Err(invalid(path, "holds no certificate in PEM form"));
    }
    Ok(certificates)
}

fn invalid(path: &str, why: &str) -> Error {
    Error::new(ErrorCode::InputInvalid, format!("{path} {why}")).with_context("file", path)
}
