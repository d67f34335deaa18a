"""A program that uses the package, for the type checker."""

from mendix_deploy import (
    ConstantType,
    LocalFileError,
    Package,
    PackageInfo,
    SecretValue,
    cloud,
)

package = Package.open("x")
info: PackageInfo = package.info
size: int = info.compressed_bytes
kind: ConstantType = info.constants[0].type
status: cloud.EnvironmentStatus = cloud.EnvironmentStatus("running")
secret: str = SecretValue("x").reveal()
try:
    package.digest()
except LocalFileError as error:
    code: str = error.code
    remedy: str = error.remedy
