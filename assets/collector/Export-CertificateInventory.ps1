#Requires -Version 5.1

<#
.SYNOPSIS
    Writes what exchcert needs to know of an Exchange organization into one JSON file. It reads only.
.DESCRIPTION
    Run it in the Exchange Management Shell, elevated, or in Windows PowerShell 5.1 or PowerShell 7 with an imported
    Exchange session (Import-PSSession), as a member of Organization Management, Server Management or View-Only
    Organization Management. It calls Get- cmdlets and changes nothing.

    An Edge Transport server does not answer from inside the organization: run the script there too, as a local
    administrator, and import both files.

    The file holds public certificates, their services and the settings that decide who uses them. It holds no private
    key, no password, no mailbox, and neither who ran the script nor where. Look at it before you hand it on: one line is
    one server.

    What could not be read is null there, never empty, and the reason stands under "errors". One server that does not
    answer does not stop the others.

    Bring the file in with: exchcert import certificate-inventory.json
.PARAMETER Path
    The file to write. One that is there is replaced at the end, when everything has been read.
.PARAMETER Server
    Only these servers, by name or FQDN. By default all of the organization.
.EXAMPLE
    .\Export-CertificateInventory.ps1

    Every server, into certificate-inventory.json in the current directory.
.EXAMPLE
    .\Export-CertificateInventory.ps1 -Server EX01, EX02 -Path C:\Temp\inventory.json -Verbose

    Two servers, and what is read just now.
.INPUTS
    None.
.OUTPUTS
    One object: the file's path, how many servers and certificates are in it, how many errors, and which cmdlets this
    session does not have.
.NOTES
    The form of the file is version 1 of exchcert-inventory. The script is not signed.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter()]
    [ValidateNotNullOrEmpty()]
    [string] $Path = '.\certificate-inventory.json',

    [Parameter()]
    [ValidateNotNullOrEmpty()]
    [string[]] $Server
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# The version of this script; the version of the file's form stands where the file is put together.
$CollectorVersion = '1.0.0'

# Every cmdlet of Exchange that is called below.
$Cmdlets = @(
    'Get-AcceptedDomain'
    'Get-ActiveSyncVirtualDirectory'
    'Get-AuthConfig'
    'Get-AutodiscoverVirtualDirectory'
    'Get-ClientAccessService'
    'Get-EcpVirtualDirectory'
    'Get-EdgeSubscription'
    'Get-ExchangeCertificate'
    'Get-ExchangeServer'
    'Get-FederationTrust'
    'Get-ImapSettings'
    'Get-MailboxServer'
    'Get-MapiVirtualDirectory'
    'Get-OabVirtualDirectory'
    'Get-OrganizationConfig'
    'Get-OutlookAnywhere'
    'Get-OwaVirtualDirectory'
    'Get-PopSettings'
    'Get-ReceiveConnector'
    'Get-SendConnector'
    'Get-TransportService'
    'Get-UMCallRouterSettings'
    'Get-UMService'
    'Get-WebServicesVirtualDirectory'
)

# ---- Values: the same text from a local object and from one that came over a session --------------------------------

function Get-PropertyValue {
    <#
    .SYNOPSIS
        A property in a hashtable with the one key Value; $null when the object does not have it or cannot give it.
    .DESCRIPTION
        The hashtable keeps a collection whole and tells an empty property from one that is not there.
    #>
    [CmdletBinding()]
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $property = $InputObject.PSObject.Properties[$Name]
    if ($null -eq $property) {
        return $null
    }
    try {
        return @{ Value = $property.Value }
    } catch {
        Write-Verbose -Message "$Name cannot be read: $($_.Exception.Message)"
        return $null
    }
}

function Get-Text {
    <#
    .SYNOPSIS
        A property as text: '' when nothing is in it, $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $found = Get-PropertyValue -InputObject $InputObject -Name $Name
    if ($null -eq $found) {
        return $null
    }
    return "$($found.Value)"
}

function Get-TextList {
    <#
    .SYNOPSIS
        A property as an array of texts: an empty one when nothing is in it, $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $found = Get-PropertyValue -InputObject $InputObject -Name $Name
    if ($null -eq $found) {
        return $null
    }
    $texts = @(foreach ($value in $found.Value) { "$value" })
    return , $texts
}

function Get-ShortName {
    <#
    .SYNOPSIS
        A property that names something of the directory: its last part, '' for none, $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $text = Get-Text -InputObject $InputObject -Name $Name
    if ($null -eq $text) {
        return $null
    }
    return ($text -replace '^.*/', '')
}

function Get-Truth {
    <#
    .SYNOPSIS
        A property that is true or false; $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $text = Get-Text -InputObject $InputObject -Name $Name
    if ($text -eq 'True') {
        return $true
    }
    if ($text -eq 'False') {
        return $false
    }
    return $null
}

function Get-Number {
    <#
    .SYNOPSIS
        A property that is a whole number; $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([int])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $text = Get-Text -InputObject $InputObject -Name $Name
    if ($text -match '^[0-9]{1,9}$') {
        return [int] $text
    }
    return $null
}

function ConvertTo-UtcText {
    <#
    .SYNOPSIS
        A moment in ISO 8601, in UTC, whatever the culture and the time zone of this session.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [datetime] $Moment
    )

    return $Moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
}

function Get-UtcTime {
    <#
    .SYNOPSIS
        A property that is a moment, in ISO 8601; $null when it is not known. A date that is text already is not read:
        nobody can tell the day from the month.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $found = Get-PropertyValue -InputObject $InputObject -Name $Name
    if ($null -eq $found -or $found.Value -isnot [datetime]) {
        return $null
    }
    return ConvertTo-UtcText -Moment $found.Value
}

function Get-Base64 {
    <#
    .SYNOPSIS
        A property that is bytes, in Base64; $null when it is not known.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $InputObject,

        [Parameter(Mandatory)]
        [string] $Name
    )

    $found = Get-PropertyValue -InputObject $InputObject -Name $Name
    if ($null -eq $found -or $null -eq $found.Value) {
        return $null
    }
    try {
        return [System.Convert]::ToBase64String([byte[]] $found.Value)
    } catch {
        Write-Verbose -Message "$Name is not bytes: $($_.Exception.Message)"
        return $null
    }
}

function Get-FirstText {
    <#
    .SYNOPSIS
        A property of the first of the objects that a cmdlet gave; $null when there is none.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter()]
        [AllowNull()]
        [AllowEmptyCollection()]
        [object[]] $Found,

        [Parameter(Mandatory)]
        [string] $Name
    )

    if ($null -eq $Found -or $Found.Count -eq 0) {
        return $null
    }
    return Get-Text -InputObject $Found[0] -Name $Name
}

# ---- Exchange: one cmdlet at a time, and what it could not say -------------------------------------------------------

function Add-Problem {
    <#
    .SYNOPSIS
        Notes what could not be read, and why.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Problem,

        [Parameter(Mandatory)]
        [string] $Cmdlet,

        [Parameter(Mandatory)]
        [AllowEmptyString()]
        [string] $Message
    )

    Write-Verbose -Message "${Cmdlet}: $Message"
    $Problem.Add([ordered]@{ cmdlet = $Cmdlet; message = $Message })
}

function Read-Exchange {
    <#
    .SYNOPSIS
        What a cmdlet gives, as an array; $null, with the reason noted, when it fails or is not in this session.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [string] $Cmdlet,

        [Parameter(Mandatory)]
        [scriptblock] $Read,

        [Parameter()]
        [string] $Argument,

        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [string[]] $Available,

        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Problem
    )

    Write-Verbose -Message "$Cmdlet $Argument"
    if ($Available -notcontains $Cmdlet) {
        Add-Problem -Problem $Problem -Cmdlet $Cmdlet -Message 'not available in this session'
        return $null
    }
    try {
        $found = @(& $Read $Argument | Where-Object -FilterScript { $null -ne $_ })
    } catch {
        Add-Problem -Problem $Problem -Cmdlet $Cmdlet -Message "$($_.Exception.Message)"
        return $null
    }
    return , $found
}

function ConvertTo-CertificateEntry {
    <#
    .SYNOPSIS
        A certificate as it stands in the file.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [psobject] $Certificate
    )

    # The casts keep arrays plain: Windows PowerShell 5.1 would write one that came out of a function as an object with
    # value and Count.
    return [ordered]@{
        thumbprint           = Get-Text -InputObject $Certificate -Name 'Thumbprint'
        friendlyName         = Get-Text -InputObject $Certificate -Name 'FriendlyName'
        services             = Get-Text -InputObject $Certificate -Name 'Services'
        status               = Get-Text -InputObject $Certificate -Name 'Status'
        rootCAType           = Get-Text -InputObject $Certificate -Name 'RootCAType'
        isSelfSigned         = Get-Truth -InputObject $Certificate -Name 'IsSelfSigned'
        hasPrivateKey        = Get-Truth -InputObject $Certificate -Name 'HasPrivateKey'
        privateKeyExportable = Get-Truth -InputObject $Certificate -Name 'PrivateKeyExportable'
        iisServices          = [string[]] (Get-TextList -InputObject $Certificate -Name 'IISServices')
        subject              = Get-Text -InputObject $Certificate -Name 'Subject'
        issuer               = Get-Text -InputObject $Certificate -Name 'Issuer'
        notBefore            = Get-UtcTime -InputObject $Certificate -Name 'NotBefore'
        notAfter             = Get-UtcTime -InputObject $Certificate -Name 'NotAfter'
        certificateDomains   = [string[]] (Get-TextList -InputObject $Certificate -Name 'CertificateDomains')
        serialNumber         = Get-Text -InputObject $Certificate -Name 'SerialNumber'
        publicKeySize        = Get-Number -InputObject $Certificate -Name 'PublicKeySize'
        identity             = Get-Text -InputObject $Certificate -Name 'Identity'
        rawData              = Get-Base64 -InputObject $Certificate -Name 'RawData'
    }
}

function Get-ReceiveConnectorEntry {
    <#
    .SYNOPSIS
        A server's Receive connectors as they stand in the file; $null when they cannot be read.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    $read = { param($Name) Get-ReceiveConnector -Server $Name -ErrorAction Stop }
    $found = Read-Exchange @Question -Cmdlet 'Get-ReceiveConnector' -Read $read
    if ($null -eq $found) {
        return $null
    }
    $entries = @(
        foreach ($connector in $found) {
            [ordered]@{
                name               = Get-Text -InputObject $connector -Name 'Name'
                fqdn               = Get-Text -InputObject $connector -Name 'Fqdn'
                tlsCertificateName = Get-Text -InputObject $connector -Name 'TlsCertificateName'
                authMechanism      = Get-Text -InputObject $connector -Name 'AuthMechanism'
                transportRole      = Get-Text -InputObject $connector -Name 'TransportRole'
                enabled            = Get-Truth -InputObject $connector -Name 'Enabled'
            }
        }
    )
    return , $entries
}

function Get-VirtualDirectoryEntry {
    <#
    .SYNOPSIS
        The addresses that clients use on a server, as they stand in the file.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    # -ADPropertiesOnly: from the directory, without asking IIS on the server.
    $reads = [ordered]@{
        'Get-ActiveSyncVirtualDirectory'   = { param($Name) Get-ActiveSyncVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-AutodiscoverVirtualDirectory' = { param($Name) Get-AutodiscoverVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-EcpVirtualDirectory'          = { param($Name) Get-EcpVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-MapiVirtualDirectory'         = { param($Name) Get-MapiVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-OabVirtualDirectory'          = { param($Name) Get-OabVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-OutlookAnywhere'              = { param($Name) Get-OutlookAnywhere -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-OwaVirtualDirectory'          = { param($Name) Get-OwaVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-WebServicesVirtualDirectory'  = { param($Name) Get-WebServicesVirtualDirectory -Server $Name -ADPropertiesOnly -ErrorAction Stop }
        'Get-ClientAccessService'          = { param($Name) Get-ClientAccessService -Identity $Name -ErrorAction Stop }
    }
    $entries = @(
        foreach ($cmdlet in $reads.Keys) {
            $found = Read-Exchange @Question -Cmdlet $cmdlet -Read $reads[$cmdlet]
            foreach ($directory in $found) {
                [ordered]@{
                    cmdlet                         = $cmdlet
                    name                           = Get-Text -InputObject $directory -Name 'Name'
                    internalUrl                    = Get-Text -InputObject $directory -Name 'InternalUrl'
                    externalUrl                    = Get-Text -InputObject $directory -Name 'ExternalUrl'
                    internalHostname               = Get-Text -InputObject $directory -Name 'InternalHostname'
                    externalHostname               = Get-Text -InputObject $directory -Name 'ExternalHostname'
                    autoDiscoverServiceInternalUri = Get-Text -InputObject $directory -Name 'AutoDiscoverServiceInternalUri'
                }
            }
        }
    )
    return , $entries
}

function Get-SubscriptionSite {
    <#
    .SYNOPSIS
        The site that an Edge Transport server is subscribed to; '' for none, $null when that is not known.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter()]
        [AllowNull()]
        [AllowEmptyCollection()]
        [object[]] $Subscription,

        [Parameter(Mandatory)]
        [string] $Name
    )

    if ($null -eq $Subscription) {
        return $null
    }
    foreach ($one in $Subscription) {
        if ((Get-Text -InputObject $one -Name 'Name') -eq $Name) {
            $site = Get-ShortName -InputObject $one -Name 'Site'
            if ($site -eq '') {
                # It is subscribed; to which site does not show here.
                return $null
            }
            return $site
        }
    }
    return ''
}

function ConvertTo-Build {
    <#
    .SYNOPSIS
        15.2.1748.10 from 'Version 15.2 (Build 1748.10)'; $null from anything else.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter()]
        [AllowNull()]
        [AllowEmptyString()]
        [string] $Version
    )

    if ($Version -match '([0-9]+)\.([0-9]+) \(Build ([0-9]+)\.([0-9]+)\)') {
        return "$($Matches[1]).$($Matches[2]).$($Matches[3]).$($Matches[4])"
    }
    return $null
}

function Get-ServerEntry {
    <#
    .SYNOPSIS
        A server as it stands in the file.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [psobject] $ExchangeServer,

        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [string[]] $Available,

        [Parameter()]
        [AllowNull()]
        [AllowEmptyCollection()]
        [object[]] $Subscription
    )

    $problems = [System.Collections.Generic.List[object]]::new()
    $name = Get-Text -InputObject $ExchangeServer -Name 'Name'
    $question = @{ Argument = $name; Available = $Available; Problem = $problems }

    $version = Get-Text -InputObject $ExchangeServer -Name 'AdminDisplayVersion'
    $build = ConvertTo-Build -Version $version
    $role = Get-Text -InputObject $ExchangeServer -Name 'ServerRole'
    $roles = $null
    if ($null -ne $role) {
        $roles = @($role -split ',\s*' | Where-Object -FilterScript { $_ -notin '', 'None' })
    }

    $certificates = $null
    $read = { param($Name) Get-ExchangeCertificate -Server $Name -ErrorAction Stop }
    $found = Read-Exchange @question -Cmdlet 'Get-ExchangeCertificate' -Read $read
    if ($null -ne $found) {
        $certificates = @(foreach ($certificate in $found) { ConvertTo-CertificateEntry -Certificate $certificate })
    }

    $read = { param($Name) Get-TransportService -Identity $Name -ErrorAction Stop }
    $transport = Read-Exchange @question -Cmdlet 'Get-TransportService' -Read $read
    $receiveConnectors = Get-ReceiveConnectorEntry -Question $question

    # Only a server with mailboxes can be in a database availability group.
    $dag = ''
    if ($null -eq $roles -or $roles -contains 'Mailbox') {
        $dag = $null
        $read = { param($Name) Get-MailboxServer -Identity $Name -ErrorAction Stop }
        $found = Read-Exchange @question -Cmdlet 'Get-MailboxServer' -Read $read
        if ($null -ne $found -and $found.Count -gt 0) {
            $dag = Get-ShortName -InputObject $found[0] -Name 'DatabaseAvailabilityGroup'
        }
    }

    # On an Edge Transport server there is nothing but SMTP.
    $imap = $null
    $pop = $null
    $directories = $null
    if ($roles -notcontains 'Edge') {
        $read = { param($Name) Get-ImapSettings -Server $Name -ErrorAction Stop }
        $imap = Read-Exchange @question -Cmdlet 'Get-ImapSettings' -Read $read
        $read = { param($Name) Get-PopSettings -Server $Name -ErrorAction Stop }
        $pop = Read-Exchange @question -Cmdlet 'Get-PopSettings' -Read $read
        $directories = Get-VirtualDirectoryEntry -Question $question
    }

    # Unified Messaging: Exchange 2013 and 2016. The call router belongs to the Client Access services.
    $um = $null
    $callRouter = $null
    if ($roles -contains 'Mailbox' -and $build -notmatch '^15\.2\.') {
        $read = { param($Name) Get-UMService -Identity $Name -ErrorAction Stop }
        $um = Read-Exchange @question -Cmdlet 'Get-UMService' -Read $read
    }
    if ($roles -contains 'ClientAccess' -or ($roles -contains 'Mailbox' -and $build -match '^15\.1\.')) {
        $read = { param($Name) Get-UMCallRouterSettings -Server $Name -ErrorAction Stop }
        $callRouter = Read-Exchange @question -Cmdlet 'Get-UMCallRouterSettings' -Read $read
    }

    return [ordered]@{
        name                         = $name
        fqdn                         = Get-Text -InputObject $ExchangeServer -Name 'Fqdn'
        adminDisplayVersion          = $version
        build                        = $build
        roles                        = [string[]] $roles
        site                         = Get-ShortName -InputObject $ExchangeServer -Name 'Site'
        edition                      = Get-Text -InputObject $ExchangeServer -Name 'Edition'
        dag                          = $dag
        edgeSubscription             = Get-SubscriptionSite -Subscription $Subscription -Name $name
        internalTransportCertificate = Get-FirstText -Found $transport -Name 'InternalTransportCertificateThumbprint'
        imapX509CertificateName      = Get-FirstText -Found $imap -Name 'X509CertificateName'
        popX509CertificateName       = Get-FirstText -Found $pop -Name 'X509CertificateName'
        umStartupMode                = Get-FirstText -Found $um -Name 'UMStartupMode'
        umCallRouterStartupMode      = Get-FirstText -Found $callRouter -Name 'UMStartupMode'
        receiveConnectors            = [object[]] $receiveConnectors
        virtualDirectories           = [object[]] $directories
        errors                       = $problems.ToArray()
        certificates                 = [object[]] $certificates
    }
}

function ConvertTo-FailedEntry {
    <#
    .SYNOPSIS
        A server of which nothing is known but why.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyString()]
        [string] $Name,

        [Parameter(Mandatory)]
        [string] $Cmdlet,

        [Parameter(Mandatory)]
        [AllowEmptyString()]
        [string] $Message
    )

    return [ordered]@{ name = $Name; errors = @([ordered]@{ cmdlet = $Cmdlet; message = $Message }) }
}

function Get-SendConnectorEntry {
    <#
    .SYNOPSIS
        The organization's Send connectors as they stand in the file; $null when they cannot be read.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    $found = Read-Exchange @Question -Cmdlet 'Get-SendConnector' -Read { Get-SendConnector -ErrorAction Stop }
    if ($null -eq $found) {
        return $null
    }
    $entries = @(
        foreach ($connector in $found) {
            $sources = Get-TextList -InputObject $connector -Name 'SourceTransportServers'
            if ($null -ne $sources) {
                $sources = @(foreach ($source in $sources) { $source -replace '^.*/', '' })
            }
            [ordered]@{
                name                   = Get-Text -InputObject $connector -Name 'Name'
                enabled                = Get-Truth -InputObject $connector -Name 'Enabled'
                fqdn                   = Get-Text -InputObject $connector -Name 'Fqdn'
                tlsCertificateName     = Get-Text -InputObject $connector -Name 'TlsCertificateName'
                sourceTransportServers = [string[]] $sources
            }
        }
    )
    return , $entries
}

function Get-AuthConfigEntry {
    <#
    .SYNOPSIS
        The Auth certificates as they stand in the file; $null when they cannot be read.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    $found = Read-Exchange @Question -Cmdlet 'Get-AuthConfig' -Read { Get-AuthConfig -ErrorAction Stop }
    if ($null -eq $found -or $found.Count -eq 0) {
        return $null
    }
    return [ordered]@{
        current       = Get-Text -InputObject $found[0] -Name 'CurrentCertificateThumbprint'
        previous      = Get-Text -InputObject $found[0] -Name 'PreviousCertificateThumbprint'
        next          = Get-Text -InputObject $found[0] -Name 'NextCertificateThumbprint'
        nextEffective = Get-UtcTime -InputObject $found[0] -Name 'NextCertificateEffectiveDate'
    }
}

function Get-AcceptedDomainEntry {
    <#
    .SYNOPSIS
        The accepted domains as they stand in the file; $null when they cannot be read.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    $found = Read-Exchange @Question -Cmdlet 'Get-AcceptedDomain' -Read { Get-AcceptedDomain -ErrorAction Stop }
    if ($null -eq $found) {
        return $null
    }
    $entries = @(
        foreach ($domain in $found) {
            [ordered]@{
                name       = Get-Text -InputObject $domain -Name 'Name'
                domainName = Get-Text -InputObject $domain -Name 'DomainName'
                domainType = Get-Text -InputObject $domain -Name 'DomainType'
                default    = Get-Truth -InputObject $domain -Name 'Default'
            }
        }
    )
    return , $entries
}

function Get-FederationTrustEntry {
    <#
    .SYNOPSIS
        The federation trusts as they stand in the file; $null when they cannot be read.
    #>
    [CmdletBinding()]
    [OutputType([object[]])]
    param(
        [Parameter(Mandatory)]
        [hashtable] $Question
    )

    $found = Read-Exchange @Question -Cmdlet 'Get-FederationTrust' -Read { Get-FederationTrust -ErrorAction Stop }
    if ($null -eq $found) {
        return $null
    }
    $entries = @(
        foreach ($trust in $found) {
            [ordered]@{
                name     = Get-Text -InputObject $trust -Name 'Name'
                current  = Get-Text -InputObject $trust -Name 'OrgPrivCertificate'
                previous = Get-Text -InputObject $trust -Name 'OrgPrevPrivCertificate'
                next     = Get-Text -InputObject $trust -Name 'OrgNextPrivCertificate'
            }
        }
    )
    return , $entries
}

function Get-OrganizationEntry {
    <#
    .SYNOPSIS
        The organization as it stands in the file.
    #>
    [CmdletBinding()]
    [OutputType([System.Collections.Specialized.OrderedDictionary])]
    param(
        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [string[]] $Available,

        [Parameter(Mandatory)]
        [AllowEmptyCollection()]
        [System.Collections.Generic.List[object]] $Problem
    )

    $question = @{ Available = $Available; Problem = $Problem }
    $configuration = Read-Exchange @question -Cmdlet 'Get-OrganizationConfig' -Read { Get-OrganizationConfig -ErrorAction Stop }
    $authConfig = Get-AuthConfigEntry -Question $question
    $sendConnectors = Get-SendConnectorEntry -Question $question
    $acceptedDomains = Get-AcceptedDomainEntry -Question $question
    $federationTrusts = Get-FederationTrustEntry -Question $question
    return [ordered]@{
        name             = Get-FirstText -Found $configuration -Name 'Name'
        authConfig       = $authConfig
        sendConnectors   = [object[]] $sendConnectors
        acceptedDomains  = [object[]] $acceptedDomains
        federationTrusts = [object[]] $federationTrusts
        errors           = $Problem.ToArray()
    }
}

# ---- The file ---------------------------------------------------------------------------------------------------------

$available = @(Get-Command -Name $Cmdlets -ErrorAction SilentlyContinue | ForEach-Object -Process { $_.Name })
foreach ($needed in 'Get-ExchangeServer', 'Get-ExchangeCertificate') {
    if ($available -notcontains $needed) {
        throw ("$needed is not in this session. Run the script in the Exchange Management Shell, or import an Exchange " +
            'session first (Import-PSSession).')
    }
}
$missing = @($Cmdlets | Where-Object -FilterScript { $available -notcontains $_ })

# Before the long work: can the file be written? What is in it stays as it is.
$file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
[System.IO.File]::AppendAllText($file, '')

$collected = ConvertTo-UtcText -Moment (Get-Date)
$lines = [System.Collections.Generic.List[string]]::new()
$errorCount = 0
$certificateCount = 0

$exchangeServers = @(
    if ($null -eq $Server) {
        Get-ExchangeServer -ErrorAction Stop
    } else {
        foreach ($one in $Server) {
            try {
                Get-ExchangeServer -Identity $one -ErrorAction Stop
            } catch {
                $entry = ConvertTo-FailedEntry -Name $one -Cmdlet 'Get-ExchangeServer' -Message "$($_.Exception.Message)"
                $lines.Add((ConvertTo-Json -InputObject $entry -Depth 8 -Compress))
                $errorCount++
            }
        }
    }
)

$activity = 'Certificate inventory'
Write-Progress -Activity $activity -Status 'The organization' -PercentComplete 0
$problems = [System.Collections.Generic.List[object]]::new()
$read = { Get-EdgeSubscription -ErrorAction Stop }
$subscriptions = Read-Exchange -Cmdlet 'Get-EdgeSubscription' -Read $read -Available $available -Problem $problems
$organization = Get-OrganizationEntry -Available $available -Problem $problems
$errorCount += $problems.Count

$done = 0
$seen = @()
foreach ($exchangeServer in $exchangeServers) {
    $name = Get-Text -InputObject $exchangeServer -Name 'Name'
    $status = "$name ($($done + 1) of $($exchangeServers.Count))"
    Write-Progress -Activity $activity -Status $status -PercentComplete ([int] (100 * $done / $exchangeServers.Count))
    $done++
    if ($seen -contains $name) {
        # Named twice, by name and by FQDN.
        continue
    }
    $seen += $name
    try {
        $entry = Get-ServerEntry -ExchangeServer $exchangeServer -Available $available -Subscription $subscriptions
    } catch {
        # Nothing that a server says may stop the others.
        $entry = ConvertTo-FailedEntry -Name $name -Cmdlet 'Get-ExchangeServer' -Message "$($_.Exception.Message)"
    }
    $errorCount += $entry['errors'].Count
    if ($null -ne $entry['certificates']) {
        $certificateCount += $entry['certificates'].Count
    }
    # One server at a time, so that the conversion never holds more than that.
    $lines.Add((ConvertTo-Json -InputObject $entry -Depth 8 -Compress))
}
Write-Progress -Activity $activity -Completed

$session = [ordered]@{
    powershell   = "$($PSVersionTable.PSVersion)"
    notAvailable = [string[]] $missing
}
$text = @(
    '{'
    '"format": "exchcert-inventory",'
    '"version": 1,'
    '"collector": "' + $CollectorVersion + '",'
    '"collected": "' + $collected + '",'
    '"session": ' + (ConvertTo-Json -InputObject $session -Depth 8 -Compress) + ','
    '"organization": ' + (ConvertTo-Json -InputObject $organization -Depth 8 -Compress) + ','
    '"servers": ['
    $lines -join ",`n"
    ']'
    '}'
    ''
) -join "`n"

# UTF-8 without a byte order mark, in Windows PowerShell too.
[System.IO.File]::WriteAllText($file, $text)

if ($errorCount -gt 0) {
    Write-Warning -Message "Errors: $errorCount. The file names each of them, and exchcert shows as unknown what they hide."
}
[pscustomobject]@{
    Path         = $file
    Servers      = $lines.Count
    Certificates = $certificateCount
    Errors       = $errorCount
    NotAvailable = $missing -join ', '
}
