namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Every law, made anew for one simulation.</summary>
static class AllLaws
{
    /// <summary>Laws that the engine is known to break, with what is wrong in it. Empty when all is well.</summary>
    public static readonly IReadOnlyDictionary<string, string> Pending = new Dictionary<string, string>();

    /// <summary>Asked after everything that happens.</summary>
    public static IReadOnlyList<ILaw> OfEvents() =>
    [
        new NothingMovesFromALivingHost(booted: false), new NothingMovesFromALivingHost(booted: true), new NoActWithoutAProof(), new SignsOfLifeRevokeAProof(), new AProofIsRead(), new ReadsAreApart(),
        new WhatIsOffIsNotSwitchedOff(), new AProofIsOfItsHost(), new NobodyDisturbsADump(), new OneCopy(), new TwoCopiesAreLeftAlone(), new OneIncidentForEachHost(),
        new AnIncidentIsOpenedOnce(), new OneMoveAtOnce(), new OneCallAtOnce(), new OneActor(), new NotEverybodyAtOnce(), new SomewhereToGo(), new RoomToGo(),
        new OperatorsAreObeyed(), new GuestsRunWhereNovaHasThem(), new AProvenHostIsNotFencedAgain(), new OwnersAreObeyed(),
        new WorkGoesOn(), new NothingIsSwitchedOnTooSoon(), new WhatIsToldIsEnded(), new ReservedHostsAreTakenOnce(), new InstancesGoWhereTheyMay(), new ColdMovesLeaveALivingHost(),
        new LimitsAreKept(), new OneControlPlaneHost(), new NoActBeforeTheFirstPicture(), new AHostReturnsWhenItIsEmpty(), new NothingIsAskedWithoutEnd(),
        new SilenceIsLongEnough(),
        new WhoRebootsIsWaitedFor(), new WhoWasNeverUpIsNotFenced(), new NobodySwitchesItselfOff(), new EverybodyReadsThePolicy(),
    ];

    /// <summary>Asked now and then, for what must come about in time.</summary>
    public static IReadOnlyList<ILaw> OfTime() => [new FaultsAreDecided(), new NothingIsLostSilently(), new WorkIsHonoured()];
}
