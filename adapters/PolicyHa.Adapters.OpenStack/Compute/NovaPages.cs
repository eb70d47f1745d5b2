using System.Net;
using System.Text.Json.Serialization.Metadata;
using PolicyHa.Adapters.OpenStack.Wire;
using PolicyHa.Engine.Ports;

namespace PolicyHa.Adapters.OpenStack.Compute;

/// <summary>Walks Nova's lists to their last page.</summary>
sealed class NovaPages(NovaClient nova, OpenStackOptions options)
{
    /// <summary>A walk starts anew when the entry it stood on has been deleted meanwhile.</summary>
    const int WalksMax = 5;

    /// <param name="query">Without <c>limit</c> and <c>marker</c>.</param>
    /// <exception cref="OutsideUnavailableException">The list could not be read whole.</exception>
    public async Task<List<T>> ReadAsync<TPage, T>(
        string path, string query, JsonTypeInfo<TPage> type, Microversion wanted, CancellationToken ct)
        where TPage : class, IPage<T>
    {
        for (var walk = 1; walk <= WalksMax; walk++)
        {
            if (await WalkAsync<TPage, T>(path, $"{query}&limit={options.PageSize}", type, wanted, ct) is { } all)
                return all;
        }

        throw new OutsideUnavailableException($"Nova: GET {path}: entries vanished in each of {WalksMax} walks");
    }

    /// <summary>One page; null when Nova does not know <paramref name="after"/>.</summary>
    /// <param name="query">Without <c>limit</c> and <c>marker</c>.</param>
    /// <param name="after">The id of the entry before the first one; null: the first page.</param>
    /// <exception cref="OutsideUnavailableException">It could not be read.</exception>
    public async Task<(IReadOnlyList<T> Items, bool IsLast)?> PageAsync<TPage, T>(
        string path, string query, string? after, JsonTypeInfo<TPage> type, Microversion wanted, CancellationToken ct)
        where TPage : class, IPage<T>
    {
        var marker = after is null ? "" : $"&marker={Uri.EscapeDataString(after)}";
        var page = await nova.GetUnlessAsync($"{path}?{query}&limit={options.PageSize}{marker}", type, HttpStatusCode.BadRequest, wanted, ct);
        if (page is null && after is null)
            throw new OutsideUnavailableException($"Nova: GET {path}: refused");
        return page is null ? null : (Items(path, page), Next(page.Links) is null);
    }

    /// <summary>Null when Nova no longer knew the entry that a page was to follow.</summary>
    async Task<List<T>?> WalkAsync<TPage, T>(
        string path, string query, JsonTypeInfo<TPage> type, Microversion wanted, CancellationToken ct)
        where TPage : class, IPage<T>
    {
        var all = new List<T>();
        var seen = new HashSet<string>();
        for (var next = query; next is not null;)
        {
            if (!seen.Add(next))
                throw new OutsideUnavailableException($"Nova: GET {path}: its pages go in a circle");
            var page = seen.Count == 1
                ? await nova.GetAsync($"{path}?{next}", type, wanted, ct)
                : await nova.GetUnlessAsync($"{path}?{next}", type, HttpStatusCode.BadRequest, wanted, ct);
            if (page is null)
                return null;
            all.AddRange(Items(path, page));
            next = Next(page.Links);
        }

        return all;
    }

    static List<T> Items<T>(string path, IPage<T> page) =>
        page.Items ?? throw new OutsideUnavailableException($"Nova: GET {path}: a page without a list");

    /// <summary>Only the link's query counts: behind a proxy its scheme and host are often wrong.</summary>
    static string? Next(List<Link>? links)
    {
        var href = links?.Find(link => link.Rel == "next")?.Href;
        var query = href?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return query < 0 ? null : href![(query + 1)..];
    }
}
