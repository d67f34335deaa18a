//! The Java virtual machine of the runtime.

use mendix_deploy_surface::model;

/// A garbage collector.
#[model]
pub enum GarbageCollector {
    /// For small heaps; what the buildpacks choose below 4096 MB.
    Serial,
    /// For larger heaps; what the buildpacks choose from 4096 MB on.
    G1,
}

/// The Java virtual machine of the runtime.
#[model(eq, options)]
pub struct JvmSpec {
    /// Further arguments, one each: `-Duser.timezone=Europe/Amsterdam`. A nearer level replaces them.
    pub arguments: Vec<String>,
    /// The heap, in MiB. Default: what the target derives from its memory limit.
    pub heap_mebibytes: Option<u32>,
    /// The largest metaspace, in MiB. The buildpacks' default: 256.
    pub metaspace_mebibytes: Option<u32>,
    /// The garbage collector. Default: by memory.
    pub garbage_collector: Option<GarbageCollector>,
    /// The major version of Java. Default: the one the package asks for.
    pub java_version: Option<u32>,
}
