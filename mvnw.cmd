<# : batch part, a comment to PowerShell
@echo off
rem Runs Maven on this project without any preparation: mvnw.cmd verify
rem Does what mvnw does, and takes the same variables; MVNW_JDK_FOLDERS is separated by semicolons.
setlocal
set "MVNW_SCRIPT=%~f0"
set "MVNW_MAVEN="
set "MVNW_ARGS="
rem What PowerShell 7 leaves in here would keep Windows PowerShell from finding its own modules.
set "MVNW_MODULES=%PSModulePath%"
set "PSModulePath="
for /f "usebackq tokens=1* delims==" %%A in (`powershell -NoProfile -Command "Invoke-Command -NoNewScope -ScriptBlock ([ScriptBlock]::Create((Get-Content -Raw -LiteralPath $env:MVNW_SCRIPT)))"`) do (
  if "%%A"=="JAVA_HOME" set "JAVA_HOME=%%B"
  if "%%A"=="MAVEN_OPTS" set "MAVEN_OPTS=%%B"
  if "%%A"=="MVNW_MAVEN" set "MVNW_MAVEN=%%B"
  if "%%A"=="MVNW_ARGS" set "MVNW_ARGS=%%B"
)
set "PSModulePath=%MVNW_MODULES%"
if not defined MVNW_MAVEN exit /b 1
rem Without "call" this script ends here and its exit code is Maven's.
"%MVNW_MAVEN%" %MVNW_ARGS% %*
: end of the batch part #>

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'  # drawing it makes downloads many times slower

$minJdk = 25
$minMaven = [Version] '3.8'
# The newest JDK that is known to take the options that silence its warnings about Maven's libraries.
$lastQuietJdk = 26

function Write-Note([string] $sentence) {
  [Console]::Error.WriteLine("mvnw: $sentence")
}

# The feature release of the JDK in a folder; 0 for a JRE and for anything else.
function Get-JdkVersion([string] $folder) {
  if (-not $folder -or -not (Test-Path -LiteralPath "$folder\bin\javac.exe")) { return 0 }
  if (-not (Test-Path -LiteralPath "$folder\release")) { return 0 }
  foreach ($line in Get-Content -LiteralPath "$folder\release") {
    if ($line -match '^JAVA_VERSION="(\d+)') { return [int] $Matches[1] }
  }
  return 0
}

# Every folder worth a look.
function Get-JdkCandidates {
  $java = Get-Command java.exe -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($java) { Split-Path (Split-Path $java.Source) }
  $folders = if ($env:MVNW_JDK_FOLDERS) { $env:MVNW_JDK_FOLDERS -split ';' } else {
    foreach ($vendor in 'Java', 'Eclipse Adoptium', 'Microsoft', 'Zulu', 'Amazon Corretto', 'BellSoft', 'Semeru') {
      "$env:ProgramFiles\$vendor"
    }
    "$env:LOCALAPPDATA\Programs\Eclipse Adoptium"
    "$env:USERPROFILE\.jdks"
    "$env:USERPROFILE\.gradle\jdks"
    "$env:USERPROFILE\scoop\apps"
  }
  foreach ($folder in $folders) {
    foreach ($child in Get-ChildItem -LiteralPath $folder -Directory -ErrorAction SilentlyContinue) {
      $child.FullName
      "$($child.FullName)\current"  # scoop keeps the version in use there
    }
  }
}

# JAVA_HOME, or else the lowest suitable JDK: a newer one may know warnings or class files that the
# build does not.
function Find-Jdk {
  if ((Get-JdkVersion $env:JAVA_HOME) -ge $minJdk) { return $env:JAVA_HOME }
  $best = Get-JdkCandidates |
    Where-Object { (Get-JdkVersion $_) -ge $minJdk } |
    Sort-Object { Get-JdkVersion $_ } |
    Select-Object -First 1
  if (-not $best) {
    throw "Latchkey needs JDK $minJdk or newer and none was found: install one, for example from https://adoptium.net, or point JAVA_HOME at one."
  }
  if ($env:JAVA_HOME) { Write-Note "JAVA_HOME is no JDK $minJdk or newer, so this build uses $best" }
  return $best
}

# An installed Maven, if one is new enough.
function Find-Maven {
  $candidates = @()
  if ($env:MAVEN_HOME) { $candidates += "$env:MAVEN_HOME\bin\mvn.cmd" }
  if ($env:M2_HOME) { $candidates += "$env:M2_HOME\bin\mvn.cmd" }
  $onPath = Get-Command mvn.cmd -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
  if ($onPath) { $candidates += $onPath.Source }
  foreach ($candidate in $candidates) {
    if (-not (Test-Path -LiteralPath $candidate)) { continue }
    # A warning on the error stream must not end this script.
    $ErrorActionPreference = 'Continue'
    $answer = & $candidate --version 2>$null | Out-String
    $ErrorActionPreference = 'Stop'
    if ($answer -match 'Apache Maven (\d+\.\d+)' -and [Version] $Matches[1] -ge $minMaven) {
      # MAVEN_ARGS came with Maven 3.9; what it asks for should not depend on which Maven was found.
      if ([Version] $Matches[1] -lt [Version] '3.9') { $script:arguments = $env:MAVEN_ARGS }
      return $candidate
    }
  }
}

# The pinned Maven, downloaded the first time and unpacked only if the checksum is right.
function Install-Maven {
  $properties = ConvertFrom-StringData (Get-Content -Raw -LiteralPath "$here\.mvn\wrapper\maven-wrapper.properties")
  $url = $properties.distributionUrl
  $checksum = $properties.distributionSha512Sum
  $archive = $url -replace '^.*/', ''
  $name = $archive -replace '-bin\.tar\.gz$', ''
  if ($env:MVNW_REPOURL) {
    $version = $name -replace '^apache-maven-', ''
    $url = "$($env:MVNW_REPOURL.TrimEnd('/'))/org/apache/maven/apache-maven/$version/$archive"
  }
  $userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { "$env:USERPROFILE\.m2" }
  $releases = "$userHome\wrapper\dists\$name"
  # Named by checksum, the folder of one archive is never taken for that of another.
  $maven = "$releases\$($checksum.Substring(0, 16))"
  $mvn = "$maven\bin\mvn.cmd"
  if (Test-Path -LiteralPath $mvn) { return $mvn }

  $work = "$releases\download.$([Guid]::NewGuid().ToString('N'))"
  New-Item -ItemType Directory -Force -Path $work | Out-Null
  try {
    Write-Note "downloading $url"
    [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
    try {
      Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile "$work\$archive"
    } catch {
      throw "cannot download ${url}: check the network, set MVNW_REPOURL to a mirror of Maven Central, or install Maven $minMaven or newer."
    }
    if ((Get-FileHash -Algorithm SHA512 -LiteralPath "$work\$archive").Hash -ne $checksum) {
      throw "the checksum of $url is not the one in .mvn/wrapper/maven-wrapper.properties, so it was not unpacked."
    }
    # The tar of Windows itself: another one on the PATH may take the colon of C: for a host name.
    & "$env:SystemRoot\System32\tar.exe" -xzf "$work\$archive" -C $work
    if ($LASTEXITCODE -ne 0) { throw "cannot unpack $url." }
    # A rename within one volume: other runs see the whole Maven or none. It fails if one of them was first.
    try { [IO.Directory]::Move("$work\$name", $maven) } catch { }
  } finally {
    Remove-Item -Recurse -Force -LiteralPath $work -ErrorAction SilentlyContinue
  }
  if (-not (Test-Path -LiteralPath $mvn)) { throw "$maven is damaged: delete it and try again." }
  return $mvn
}

try {
  $here = Split-Path $env:MVNW_SCRIPT
  $env:JAVA_HOME = Find-Jdk
  $script:arguments = ''
  $options = $env:MAVEN_OPTS
  # Here and not in .mvn/jvm.config, where an older JDK would stumble over them before it could be
  # told from the build itself that it is too old.
  if ((Get-JdkVersion $env:JAVA_HOME) -le $lastQuietJdk) {
    $options = "--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $options".Trim()
  }
  $mvn = Find-Maven
  if (-not $mvn) { $mvn = Install-Maven }
  if ($env:MVNW_VERBOSE -eq 'true') { Write-Note "JDK in $env:JAVA_HOME, Maven $mvn" }
  # Only now: what is printed makes the batch part go on.
  Write-Output "JAVA_HOME=$env:JAVA_HOME" "MAVEN_OPTS=$options" "MVNW_ARGS=$script:arguments" "MVNW_MAVEN=$mvn"
} catch {
  Write-Note $_.Exception.Message
}
