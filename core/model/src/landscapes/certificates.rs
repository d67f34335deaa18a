//! Certificates the runtime trusts and shows.

use mendix_deploy_surface::model;

use super::TextValue;

/// Certificates the runtime trusts and shows.
#[model(eq, options)]
pub struct CertificatesSpec {
    /// Further authorities: PEM text, or where it is kept.
    pub authorities: Vec<TextValue>,
    /// Certificates the runtime shows to others.
    pub clients: Vec<ClientCertificate>,
}

/// A certificate the runtime shows to others.
#[model(eq, input)]
pub struct ClientCertificate {
    /// What it is called here.
    pub name: String,
    /// The PKCS #12 file in base64, or where it is kept.
    pub bundle: TextValue,
    /// Its password. No comma may stand in it: the runtime takes a list that is joined by commas.
    pub password: Option<TextValue>,
    /// The hosts or services it is for. Empty: all.
    pub pin_to: Vec<String>,
}
