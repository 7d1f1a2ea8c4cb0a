using System.Collections.Concurrent;

namespace FraudMl;

/// <summary>The links to the chunks of a result. One that is about to expire, or is refused, is asked for anew.</summary>
internal sealed class ChunkLinks(Workspace workspace, string statementId)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, ResultLink> _known = new();

    /// <summary>Keeps the links that came along with something else.</summary>
    public void Keep(ResultData? data)
    {
        foreach (ResultLink link in data?.ExternalLinks ?? []) _known[link.ChunkIndex] = link;
    }

    /// <summary>Returns the link to a chunk that is good for a while.</summary>
    /// <exception cref="DatabricksException">Thrown when there is none.</exception>
    public async Task<ResultLink> GetAsync(int chunk, CancellationToken cancellationToken)
    {
        if (!_known.TryRemove(chunk, out ResultLink? link) || workspace.Time.GetUtcNow() >= link.Expiration - Early)
        {
            Keep(await ChunkAsync(chunk, cancellationToken).ConfigureAwait(false));
            if (!_known.TryRemove(chunk, out link))
                throw new DatabricksException($"Databricks gave no link to chunk {chunk} of statement {statementId}. Read it again.")
                {
                    StatementId = statementId,
                };
        }

        return link;
    }

    /// <summary>Asks for a chunk.</summary>
    public async Task<ResultData> ChunkAsync(int chunk, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, FormattableString.Invariant($"api/2.0/sql/statements/{statementId}/result/chunks/{chunk}"));
        return await workspace.Api.SendAsync(request, StatementJson.Default.ResultData, cancellationToken).ConfigureAwait(false);
    }
}
