using System.CommandLine;

namespace PolicyHa.Api.Commands;

/// <summary>The verbs of <c>policyha</c>.</summary>
static class CommandTree
{
    public static RootCommand Create() => new("Rules-driven recovery for OpenStack compute hosts and instances.")
    {
        ServeCommand.Create(),
        CheckCommand.Create(),
        TestCommand.Create(),
        FormatCommand.Create(),
        ImportCommand.Create(),
        EvalCommand.Create(),
        SimulateCommand.Create(),
        DiffCommand.Create(),
        WhatIfCommand.Create(),
        PolicyCommand.Create(),
        StatusCommand.Create(),
        ExplainCommand.Create(),
        IncidentsCommand.Create(),
        HistoryCommand.Create(),
        SegmentsCommand.Create(),
        MaintenanceCommand.Create(),
        DisarmCommand.Create(),
        ArmCommand.Create(),
        PauseCommand.CreatePause(),
        PauseCommand.CreateResume(),
        AnswerCommand.Create(),
        ConfirmDeadCommand.Create(),
        FenceTestCommand.Create(),
        ReAdmitCommand.Create(),
        InstanceActCommand.CreateReset(),
        InstanceActCommand.CreateLock(),
        InstanceActCommand.CreateUnlock(),
    };
}
