using System.Text.Json;
using PolicyHa.Adapters.Fencing.Http;

namespace PolicyHa.Adapters.Fencing.Redfish;

sealed partial class BmcSession
{
    const string Root = "/redfish/v1/";

    /// <summary>Where it is on every BMC that does not say so (DMTF DSP0266, sessions).</summary>
    const string UsualSessions = "/redfish/v1/SessionService/Sessions";

    /// <summary>Never throws: without a session there is Basic.</summary>
    /// <param name="before">The end of the session before.</param>
    async Task<BmcLogin> OpenAsync(Task before)
    {
        await before;
        using var limit = new CancellationTokenSource(device.CallLimit, clock);
        try
        {
            var sessions = await FindSessionsAsync(limit.Token);
            var answer = await calls.AskAsync($"POST {sessions}", () => NewLogin(sessions), limit.Token);
            return answer switch
            {
                { IsGood: true } when answer.Header(TokenHeader) is { Length: > 0 } token => Opened(token, PlaceIn(answer)),
                { IsGood: true } => Missing("the BMC gave no token"),
                { Status: 401 or 403 } => new BmcLogin(clock.GetTimestamp()) { Why = answer.Said, IsWrong = true },
                _ => Missing(answer.Said),
            };
        }
        catch (DeviceException e)
        {
            return Missing(e.Message);
        }
        catch (OperationCanceledException)
        {
            return Missing($"none was given within {device.CallLimit.TotalSeconds:0.#} s");
        }
    }

    BmcLogin Opened(string token, string? place)
    {
        newest = token;
        idle.Change(IdleMax, Timeout.InfiniteTimeSpan);
        return new BmcLogin(clock.GetTimestamp()) { Token = token, Place = place };
    }

    BmcLogin Missing(string why)
    {
        LogNone(log, address.Name, why, IdleMax);
        return new BmcLogin(clock.GetTimestamp()) { Why = why };
    }

    /// <summary>The root is open to everybody.</summary>
    async Task<string> FindSessionsAsync(CancellationToken ct)
    {
        try
        {
            var root = await calls.AskAsync($"GET {Root}", () => address.NewRequest(HttpMethod.Get, Root), ct);
            return IdOf(JsonParts.Child(JsonParts.Child(root.Body, "Links"), "Sessions")) ?? UsualSessions;
        }
        catch (DeviceException)
        {
            return UsualSessions;
        }
    }

    HttpRequestMessage NewLogin(string sessions)
    {
        var request = address.NewRequest(HttpMethod.Post, sessions);
        request.Content = JsonContents.Of(account.Credentials);
        return request;
    }

    /// <summary>Frees the BMC's slot. Never throws: the BMC frees it, too, when it has not been used for long.</summary>
    async Task CloseAsync(BmcLogin open)
    {
        if (open is not { Token: { } token, Place: { } place })
            return;
        using var limit = new CancellationTokenSource(device.CallLimit / LoginShare, clock);
        try
        {
            var answer = await calls.AskAsync($"DELETE {place}", () => NewLogout(place, token), limit.Token);
            // 401, 404: it has ended by itself.
            if (answer is { IsGood: false, Status: not (401 or 404) })
                LogNotClosed(log, address.Name, answer.Said);
        }
        catch (Exception e) when (e is DeviceException or OperationCanceledException)
        {
            LogNotClosed(log, address.Name, e.Message);
        }
    }

    HttpRequestMessage NewLogout(string place, string token)
    {
        var request = address.NewRequest(HttpMethod.Delete, place);
        request.Headers.TryAddWithoutValidation(TokenHeader, token);
        return request;
    }

    static string? PlaceIn(DeviceAnswer answer) => answer.Headers.Location?.OriginalString is { Length: > 0 } place ? place : IdOf(answer.Body);

    static string? IdOf(JsonElement? resource) => JsonParts.Text(resource, "@odata.id") is { Length: > 0 } id ? id : null;
}
