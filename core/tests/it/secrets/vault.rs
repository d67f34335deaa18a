//! Vault and OpenBao.
