namespace PolicyHa.Simulation.Checks.Laws;

/// <summary>Every law, made anew for one simulation.</summary>
static class AllLaws
{
    /// <summary>Laws that the engine is known to break, with what is wrong in it. Empty when all is well.</summary>
    public static readonly IReadOnlyDictionary<string, string> Pending = new Dictionary<string, string>
    {
        ["L0"] = "D21: a zone that is lost is told as several incidents that close each other, for ever",
        ["L3"] = "a warning about a moment inside an instance is closed without an all-clear",
        ["S19"] = "D3, D4: a sign of life that is no flip does not revoke a proof",
        ["S25"] = "D10: an unclear or slowly recorded evacuation is asked for again",
        ["S26-closed"] = "D2: the same fault again without a flip is the same incident again",
    };

    /// <summary>Asked after everything that happens.</summary>
    public static IReadOnlyList<ILaw> OfEvents() =>
    [
        new NothingMovesFromALivingHost(), new NoActWithoutAProof(), new SignsOfLifeRevokeAProof(), new AProofIsRead(), new ReadsAreApart(),
        new WhatIsOffIsNotSwitchedOff(), new AProofIsOfItsHost(), new OneCopy(), new TwoCopiesAreLeftAlone(), new OneIncidentForEachHost(),
        new AnIncidentIsOpenedOnce(), new OneMoveAtOnce(), new OneActor(), new NotEverybodyAtOnce(), new SomewhereToGo(),
        new OperatorsAreObeyed(), new GuestsRunWhereNovaHasThem(), new AProvenHostIsNotFencedAgain(), new OwnersAreObeyed(),
        new WorkGoesOn(), new WhatIsToldIsEnded(),
    ];

    /// <summary>Asked now and then, for what must come about in time.</summary>
    public static IReadOnlyList<ILaw> OfTime() => [new FaultsAreDecided(), new NothingIsLostSilently()];
}
