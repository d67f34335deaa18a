import { Package, SecretValue, LocalFileError, type PackageInfo, type cloud, type ErrorCode } from 'mendix-deploy'
const p: Package = await Package.open('x')
const info: PackageInfo = p.info
const n: number = info.compressedBytes
const status: cloud.EnvironmentStatus = 'running'
const code: ErrorCode = 'plan.stale'
try { await p.digest({ signal: AbortSignal.timeout(5) }) } catch (e) { if (e instanceof LocalFileError) { const c: Exclude<ErrorCode, 'plan.stale'> = e.code; void c } }
void [n, status, code, new SecretValue('x').reveal()]
