#Requires -Version 5.1

#= help
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High', DefaultParameterSetName = 'Apply')]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory, ParameterSetName = 'Verify')]
    [switch] $Verify,

    [Parameter(Mandatory, ParameterSetName = 'Rollback')]
    [switch] $Rollback
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ---- The plan: read this part -------------------------------------------------------------------------------------

# What each step finds on the server is one of Before (it is still to do) or After (it is done); anything else stops the
# script. Options are the switches of its cmdlet. Shows says whether the server must show it afterwards. Undo is what
# -Rollback puts back; '' where the step stays.
$Steps = @(
#= steps
)

# What is left to do by hand.
$FollowUps = @(
#= follow-ups
)

# Every cmdlet of Exchange that is used below.
$Cmdlets = @(
#= cmdlets
)

# ---- How a step is read and done: the same in every script of this kind --------------------------------------------

#? Flag Holder WebSite DefaultSmtp Presence NetworkService
function Get-ServerCertificate {
    <#
    .SYNOPSIS
        The certificates of a server, with what this script asks of them.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [string] $Server
    )

    foreach ($certificate in @(Get-ExchangeCertificate -Server $Server -ErrorAction Stop)) {
        foreach ($name in 'Status', 'Services', 'IISServices') {
            # A session that lacks Exchange's own types shows certificates without these.
            if ($null -eq $certificate.PSObject.Properties[$name]) {
                throw "The certificates of $Server come without '$name'. Use the Exchange Management Shell of an Exchange server."
            }
        }
        [pscustomobject]@{
            Thumbprint = [string]$certificate.Thumbprint
            Status     = [string]$certificate.Status
            Services   = @(([string]$certificate.Services) -split ',\s*' | Where-Object { $_ -notin '', 'None' })
            WebSites   = @(foreach ($site in $certificate.IISServices) { [string]$site })
        }
    }
}

#.
#? Flag Holder WebSite DefaultSmtp NetworkService
function Get-CertificateProblem {
    <#
    .SYNOPSIS
        Why a certificate cannot be put to use on a server; '' when it can.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [string] $Server,

        [Parameter(Mandatory)]
        [string] $Thumbprint
    )

    $found = @(Get-ServerCertificate -Server $Server | Where-Object { $_.Thumbprint -eq $Thumbprint })
    if ($found.Count -eq 0) {
        return "certificate $Thumbprint is not on the server"
    }
    if ($found[0].Status -ne 'Valid') {
        return "certificate $Thumbprint has the Status $($found[0].Status)"
    }
    return ''
}

#.
#? Smtp DefaultSmtp Presence
function Get-DefaultSmtpThumbprint {
    <#
    .SYNOPSIS
        The thumbprint of a server's default SMTP (internal transport) certificate; '' when it has none.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [string] $Server
    )

    $transport = Get-TransportService -Identity $Server -ErrorAction Stop
    return ([string]$transport.InternalTransportCertificateThumbprint).Trim()
}

#.
#? WebSite
function Get-WebSiteThumbprint {
    <#
    .SYNOPSIS
        The thumbprint of the certificate of a server's Default Web Site; '' when it has none.
    .DESCRIPTION
        Services shows IIS for the Exchange Back End too. IISServices tells them apart: W3SVC/1 is the Default Web Site.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [string] $Server
    )

    $bound = @(Get-ServerCertificate -Server $Server | Where-Object { $_.Services -contains 'IIS' })
    $unclear = @($bound | Where-Object { @($_.WebSites -match '/W3SVC/\d+').Count -eq 0 })
    if ($unclear.Count -gt 0) {
        throw "$Server does not say which web site certificate $($unclear[0].Thumbprint) is bound to."
    }
    $holders = @($bound | Where-Object { @($_.WebSites -match '/W3SVC/1(\D|$)').Count -gt 0 })
    return @($holders | ForEach-Object { $_.Thumbprint }) -join ', '
}

#.
#? Presence
function Get-RemovalProblem {
    <#
    .SYNOPSIS
        Why a certificate may not be removed from a server; '' when it may.
    .DESCRIPTION
        With -Ahead, what earlier steps of the plan will take from it does not count yet.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $Step,

        [switch] $Ahead
    )

    $default = Get-DefaultSmtpThumbprint -Server $Step.Server
    if ($default -eq $Step.Thumbprint -and -not ($Ahead -and $Step.LosesDefault)) {
        return 'it is the default SMTP certificate'
    }
    $known = @($Step.Keeps)
    if ($Ahead) {
        $known += @($Step.Loses)
    }
    foreach ($certificate in @(Get-ServerCertificate -Server $Step.Server)) {
        if ($certificate.Thumbprint -ne $Step.Thumbprint) {
            continue
        }
        $more = @($certificate.Services | Where-Object { $known -notcontains $_ })
        if ($more.Count -gt 0) {
            return "it is assigned to $($more -join ', ')"
        }
        if (@($certificate.WebSites -match '/W3SVC/2(\D|$)').Count -gt 0) {
            return 'the Exchange Back End is bound to it'
        }
    }
    return ''
}

#.
function Get-StepValue {
    <#
    .SYNOPSIS
        What a step finds on its server now: a thumbprint, a name, a mode; '' for nothing.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory)]
        [psobject] $Step
    )

    switch ($Step.Kind) {
#? Flag
        # Any number of certificates can have the service: is this one among them?
        'Flag' {
            $holders = @(Get-ServerCertificate -Server $Step.Server | Where-Object { $_.Services -contains $Step.Service })
            return @($holders | Where-Object { $_.Thumbprint -eq $Step.After } | ForEach-Object { $_.Thumbprint }) -join ', '
        }
#.
#? Holder
        # One certificate has the service: which?
        'Holder' {
            $holders = @(Get-ServerCertificate -Server $Step.Server | Where-Object { $_.Services -contains $Step.Service })
            return @($holders | ForEach-Object { $_.Thumbprint }) -join ', '
        }
#.
#? WebSite
        'WebSite' {
            return Get-WebSiteThumbprint -Server $Step.Server
        }
#.
#? DefaultSmtp
        'DefaultSmtp' {
            return Get-DefaultSmtpThumbprint -Server $Step.Server
        }
#.
#? ImapName
        'ImapName' {
            $settings = Get-ImapSettings -Server $Step.Server -ErrorAction Stop
            return [string]$settings.X509CertificateName
        }
#.
#? PopName
        'PopName' {
            $settings = Get-PopSettings -Server $Step.Server -ErrorAction Stop
            return [string]$settings.X509CertificateName
        }
#.
#? UMMode
        'UMMode' {
            $settings = Get-UMService -Identity $Step.Server -ErrorAction Stop
            return [string]$settings.UMStartupMode
        }
#.
#? UMCallRouterMode
        'UMCallRouterMode' {
            $settings = Get-UMCallRouterSettings -Server $Step.Server -ErrorAction Stop
            return [string]$settings.UMStartupMode
        }
#.
#? NetworkService
        # No cmdlet shows it; granting it twice changes nothing.
        'NetworkService' {
            return ''
        }
#.
#? Presence
        'Presence' {
            $found = @(Get-ServerCertificate -Server $Step.Server | Where-Object { $_.Thumbprint -eq $Step.Thumbprint })
            if ($found.Count -eq 0) {
                return 'absent'
            }
            return 'present'
        }
#.
    }
}

function Get-StepState {
    <#
    .SYNOPSIS
        Where a step stands: Done, Pending, Drift (neither what the plan was made from nor what it leads to), or Unknown.
    .DESCRIPTION
        With -Own, an earlier step of this run may have changed the value.
#? Presence
        With -Ahead, earlier steps are still to be done.
#.
    #>
    [CmdletBinding()]
    [OutputType([pscustomobject])]
    param(
        [Parameter(Mandatory)]
        [psobject] $Step,

#? Presence
        [switch] $Ahead,

#.
        [switch] $Own
    )

    Write-Verbose "$($Step.Server): reading what step $($Step.Step) is about"
    $expected = $Step.Expected
    $found = Get-StepValue -Step $Step
    $result = 'Drift'
    if ($found -eq $Step.After) {
        $result = 'Done'
    } elseif ($Own -or $Step.Before -contains $found) {
        $result = 'Pending'
#? NetworkService
        if ($Step.Kind -eq 'NetworkService') {
            $result = 'Unknown'
        }
#.
#? Flag Holder WebSite DefaultSmtp NetworkService Presence
        $problem = ''
#.
#? Flag Holder WebSite DefaultSmtp NetworkService
        if ($Step.Kind -in 'Flag', 'Holder', 'WebSite', 'DefaultSmtp', 'NetworkService') {
            $problem = Get-CertificateProblem -Server $Step.Server -Thumbprint $Step.Thumbprint
        }
#.
#? Presence
        if ($Step.Kind -eq 'Presence') {
            $problem = Get-RemovalProblem -Step $Step -Ahead:$Ahead
        }
#.
#? Flag Holder WebSite DefaultSmtp NetworkService Presence
        if ($problem -ne '') {
            $result = 'Drift'
            $expected = $Step.Needs
            $found = $problem
        }
#.
    }
    if ($found -eq '') {
        $found = '(none)'
    }
    [pscustomobject]@{
        Step     = $Step.Step
        Server   = $Step.Server
        Action   = $Step.Action
        Result   = $result
        Expected = $expected
        Found    = $found
    }
}

function Invoke-Step {
    <#
    .SYNOPSIS
        Changes what a step is about to a value. The only place that changes anything; call it under ShouldProcess.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)]
        [psobject] $Step,

        [Parameter(Mandatory)]
        [string] $Value
    )

    switch ($Step.Kind) {
#? Flag
        'Flag' {
            $enable = $Step.Options + @{
                Server      = $Step.Server
                Thumbprint  = $Value
                Services    = $Step.Service
                ErrorAction = 'Stop'
            }
#? Smtp
            $default = ''
            if ($Step.Service -eq 'SMTP') {
                $default = Get-DefaultSmtpThumbprint -Server $Step.Server
            }
            if ($default -notin '', $Value -and -not $Step.BecomesDefault) {
                Write-Warning ("Exchange may ask 'Overwrite the existing default SMTP certificate?'. Answer N: this step " +
                    'enables SMTP and leaves the default as it is. The answer that is offered, Y, would replace it.')
            }
#.
            Enable-ExchangeCertificate @enable
#? Smtp
            if ($default -ne '') {
                $now = Get-DefaultSmtpThumbprint -Server $Step.Server
                if ($now -ne $default -and -not ($Step.BecomesDefault -and $now -eq $Value)) {
                    throw ("The default SMTP certificate of $($Step.Server) was $default and is now $now. To put it back: " +
                        "Enable-ExchangeCertificate -Server $($Step.Server) -Thumbprint $default -Services SMTP, and answer Y.")
                }
            }
#.
        }
#.
#? Holder WebSite
        { $_ -in 'Holder', 'WebSite' } {
            $enable = $Step.Options + @{
                Server      = $Step.Server
                Thumbprint  = $Value
                Services    = $Step.Service
                ErrorAction = 'Stop'
            }
            Enable-ExchangeCertificate @enable
        }
#.
#? DefaultSmtp
        'DefaultSmtp' {
            $enable = $Step.Options + @{
                Server      = $Step.Server
                Thumbprint  = $Value
                Services    = 'SMTP'
                ErrorAction = 'Stop'
            }
            Enable-ExchangeCertificate @enable
        }
#.
#? NetworkService
        'NetworkService' {
            $enable = $Step.Options + @{
                Server      = $Step.Server
                Thumbprint  = $Value
                Services    = 'None'
                ErrorAction = 'Stop'
            }
            Enable-ExchangeCertificate @enable
        }
#.
#? ImapName
        'ImapName' {
            $set = @{
                Server              = $Step.Server
                X509CertificateName = $Value
                ErrorAction         = 'Stop'
            }
            Set-ImapSettings @set
        }
#.
#? PopName
        'PopName' {
            $set = @{
                Server              = $Step.Server
                X509CertificateName = $Value
                ErrorAction         = 'Stop'
            }
            Set-PopSettings @set
        }
#.
#? UMMode
        'UMMode' {
            $set = @{
                Identity      = $Step.Server
                UMStartupMode = $Value
                ErrorAction   = 'Stop'
            }
            Set-UMService @set
        }
#.
#? UMCallRouterMode
        'UMCallRouterMode' {
            $set = @{
                Server        = $Step.Server
                UMStartupMode = $Value
                ErrorAction   = 'Stop'
            }
            Set-UMCallRouterSettings @set
        }
#.
#? Presence
        'Presence' {
            # Asked just before this, with the certificate's name.
            $remove = $Step.Options + @{
                Server      = $Step.Server
                Thumbprint  = $Step.Thumbprint
                ErrorAction = 'Stop'
            }
            Remove-ExchangeCertificate @remove
        }
#.
    }
}

# ---- What happens --------------------------------------------------------------------------------------------------

$missing = @($Cmdlets | Where-Object { $null -eq (Get-Command -Name $_ -ErrorAction SilentlyContinue) })
if ($missing.Count -gt 0) {
    throw ("There is no $($missing -join ', ') here. Run this script in the Exchange Management Shell, as a member of " +
        'Organization Management or Server Management.')
}

if ($Rollback) {
    $back = $false
    for ($index = $Steps.Count - 1; $index -ge 0; $index--) {
        $step = $Steps[$index]
        $found = Get-StepValue -Step $step
        $record = [pscustomobject]@{
            Step     = $step.Step
            Server   = $step.Server
            Action   = $step.Action
            Result   = 'Stays'
            Expected = $step.Stays
            Found    = $found
        }
        if ($step.Before -contains $found -and $step.Kind -ne 'NetworkService') {
            $record.Result = 'NotDone'
            $record.Expected = 'the state before the plan'
        } elseif ($step.Undo -ne '' -and $found -ne $step.After) {
            $record.Expected = 'what the plan leads to; somebody has changed it since, and the newer state is left alone'
        } elseif ($step.Undo -ne '') {
            $record.Action = $step.UndoAction
            $record.Expected = $step.Expected
            $problem = ''
#? Holder WebSite DefaultSmtp
            if ($step.Kind -in 'Holder', 'WebSite', 'DefaultSmtp') {
                $problem = Get-CertificateProblem -Server $step.Server -Thumbprint $step.Undo
            }
#.
            if ($problem -ne '') {
                $record.Found = $problem
            } elseif ($PSCmdlet.ShouldProcess($step.UndoTarget, $step.UndoAction)) {
                Invoke-Step -Step $step -Value $step.Undo
                $back = $true
                $record.Result = 'RolledBack'
                $record.Found = Get-StepValue -Step $step
            } else {
                $record.Result = 'Skipped'
            }
        }
        if ($record.Found -eq '') {
            $record.Found = '(none)'
        }
        $record
        if ($record.Result -eq 'RolledBack' -and $record.Found -ne $step.Undo) {
            throw ("$($step.Server), step $($step.Step): rolled back, but the server does not show it: found $($record.Found). " +
                'Active Directory may have to replicate first. See it with -Verify; -Rollback can be run again.')
        }
    }
    if ($back) {
        $FollowUps | Where-Object { $_.AfterRollback } | Select-Object -Property * -ExcludeProperty AfterRollback
    }
    return
}

# Every step on every server is read before the first one is done.
$states = @(foreach ($step in $Steps) {
#? Presence
        Get-StepState -Step $step -Ahead
#.
#! Presence
        Get-StepState -Step $step
#.
    })

if ($Verify) {
    $states
    return
}

$drifted = @($states | Where-Object { $_.Result -eq 'Drift' })
if ($drifted.Count -gt 0) {
    $drifted
    throw ("Nothing was changed: $($drifted.Count) of $($Steps.Count) steps do not find what the plan was made from. " +
        "The first is step $($drifted[0].Step) on $($drifted[0].Server): expected $($drifted[0].Expected), found $($drifted[0].Found).")
}

$changed = @()
foreach ($step in $Steps) {
    $state = $states[$step.Step - 1]
    if (-not $WhatIfPreference) {
        $state = Get-StepState -Step $step -Own:($changed -contains $step.Follows)
    }
    if ($state.Result -eq 'Done') {
        $state.Result = 'AlreadyDone'
    } elseif ($state.Result -eq 'Drift') {
        $state
        throw ("$($step.Server), step $($step.Step): expected $($state.Expected), found $($state.Found). This step and those " +
            'after it were not done. What was done stays; see it with -Verify.')
    } elseif ($PSCmdlet.ShouldProcess($step.Target, $step.Action)) {
        Invoke-Step -Step $step -Value $step.After
        $changed += $step.Step
        $state = Get-StepState -Step $step
        if ($state.Result -eq 'Done') {
            $state.Result = 'Changed'
        } elseif (-not $step.Shows) {
            $state.Result = 'Unconfirmed'
        } else {
            $state
            throw ("$($step.Server), step $($step.Step): done, but the server does not show it: found $($state.Found). Active " +
                'Directory may have to replicate first. See it with -Verify; the script can be run again.')
        }
    } else {
        $state.Result = 'Skipped'
    }
    $state
}
$FollowUps | Select-Object -Property * -ExcludeProperty AfterRollback
