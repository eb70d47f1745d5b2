namespace PolicyHa.Api.Operating;

/// <summary>Why a policy did not come into force.</summary>
enum RefusedFor
{
    /// <summary>The check found errors in it.</summary>
    Errors,

    /// <summary>A test that is written in it failed.</summary>
    Tests,

    /// <summary>It would act on the fleet as it stands where the present one does not, and nobody has accepted that.</summary>
    NewActions,
}
