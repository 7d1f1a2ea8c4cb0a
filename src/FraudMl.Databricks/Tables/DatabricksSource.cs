using Apache.Arrow;

namespace FraudMl;

/// <summary>A table of Databricks, or what a query finds there.</summary>
internal sealed class DatabricksSource(TableQuery query, DatabricksReadOptions options) : IDatasetSource
{
    private const int MostInlineRows = 1000;

    public string Description => query.Name;

    private bool IsInline => options.Transfer == DatabricksTransfer.Inline
        || (options.Transfer == DatabricksTransfer.Auto && options.RowLimit <= MostInlineRows);

    // On a pool thread no caller's context can be waited for.
    public Dataset Read(CancellationToken cancellationToken = default) =>
        Task.Run(() => ReadAsync(cancellationToken), cancellationToken).GetAwaiter().GetResult();

    public async Task<Dataset> ReadAsync(CancellationToken cancellationToken)
    {
        using Workspace workspace = Workspace.Open(options.Connection);
        var statements = new StatementRun(workspace, options.OnProgress);
        IReadOnlyList<ResultColumn>? known = null;
        if (options.Windows.Count > 0)
        {
            StatementAnswer probe = await statements.RunAsync(Request(workspace, query.Probe(), isInline: true), cancellationToken)
                .ConfigureAwait(false);
            known = probe.Manifest?.Schema?.Columns ?? [];
        }

        StatementAnswer answer = await statements.RunAsync(Request(workspace, query.Sql(known), IsInline), cancellationToken)
            .ConfigureAwait(false);
        ResultManifest manifest = answer.Manifest ?? throw Bad(answer, $"Databricks does not say what {Description} has. Read it again");
        if (manifest.Truncated && manifest.TotalRowCount != options.RowLimit)
            throw Bad(answer, $"{Description} is larger than Databricks gives out at once (100 GiB). Read fewer columns or rows");
        if (manifest.TotalRowCount is < 0 or > int.MaxValue)
            throw Bad(answer, FormattableString.Invariant($"{Description} has {manifest.TotalRowCount} rows, and a dataset holds ")
                + "2,147,483,647. Sample by SampleShare, or aggregate there");
        var columns = new ResultColumns(Description, manifest, query.Schema);
        Report(columns, manifest);
        if (IsInline) await ReadInlineAsync(workspace, answer, columns, cancellationToken).ConfigureAwait(false);
        else await ReadArrowAsync(workspace, answer, columns, cancellationToken).ConfigureAwait(false);
        return columns.RowCount == manifest.TotalRowCount ? columns.Take(options.Windows) : throw Bad(answer, FormattableString.Invariant(
            $"{Description} has {manifest.TotalRowCount} rows, and {columns.RowCount} came. Read it again"));
    }

    public override string ToString() => Description;

    private StatementRequest Request(Workspace workspace, DatabricksSql sql, bool isInline) =>
        StatementRequest.Of(workspace.Settings.WarehouseId, sql, isInline) with
        {
            Catalog = options.Catalog, Schema = options.Schema, RowLimit = options.RowLimit,
        };

    private async Task ReadInlineAsync(
        Workspace workspace, StatementAnswer answer, ResultColumns columns, CancellationToken cancellationToken)
    {
        var chunks = new ChunkLinks(workspace, answer.StatementId);
        ResultData? data = answer.Result;
        for (int chunk = 0; chunk < answer.Manifest!.TotalChunkCount; chunk++)
        {
            if (chunk > 0) data = await chunks.ChunkAsync(chunk, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string?[]> rows = data?.DataArray ?? [];
            columns.Add(rows.Count, (i, type, column, first) => JsonCells.Set(rows, i, type, column, first));
            Report(columns, answer.Manifest);
        }
    }

    private async Task ReadArrowAsync(
        Workspace workspace, StatementAnswer answer, ResultColumns columns, CancellationToken cancellationToken)
    {
        var links = new ChunkLinks(workspace, answer.StatementId);
        links.Keep(answer.Result);
        var ahead = new Queue<ChunkDownload>();
        int count = answer.Manifest!.TotalChunkCount, next = 0;
        try
        {
            for (int chunk = 0; chunk < count; chunk++)
            {
                while (next < count && ahead.Count < options.DownloadCount)
                    ahead.Enqueue(ChunkDownload.Start(workspace, links, next++, cancellationToken));
                await using ChunkDownload download = ahead.Dequeue();
                int before = columns.RowCount;
                await ReadChunkAsync(download, columns, answer, chunk, cancellationToken).ConfigureAwait(false);
                if (columns.RowCount - before != download.RowCount)
                    throw Bad(answer, FormattableString.Invariant(
                        $"Chunk {chunk} of {Description} should have {download.RowCount} rows, and has {columns.RowCount - before}. ")
                        + "Read it again");
                Report(columns, answer.Manifest);
            }
        }
        finally
        {
            foreach (ChunkDownload download in ahead) await download.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadChunkAsync(
        ChunkDownload download, ResultColumns columns, StatementAnswer answer, int chunk, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (RecordBatch batch in ArrowBatches.ReadAsync(download.Reader, cancellationToken).ConfigureAwait(false))
            {
                if (batch.ColumnCount != answer.Manifest!.Schema!.Columns.Count)
                    throw Bad(answer, $"Chunk {chunk} of {Description} has other columns than the result. Read it again");
                columns.Add(batch.Length, (i, _, column, first) => ArrowCells.Set(batch.Column(i), column, first));
            }
        }
        catch (Exception error) when (error is not (FraudMlException or OperationCanceledException or OutOfMemoryException))
        {
            if (download.Failure is DatabricksException failure) throw failure;
            throw Bad(answer, $"Chunk {chunk} of {Description} can't be read as Arrow: {error.Message.TrimEnd('.')}. Read it again, or "
                + "with Transfer = DatabricksTransfer.Inline", error);
        }
    }

    private void Report(ResultColumns columns, ResultManifest manifest) =>
        options.OnProgress?.Invoke(new(DatabricksStage.Reading, columns.RowCount, manifest.TotalRowCount));

    private static DatabricksException Bad(StatementAnswer answer, string problem, Exception? cause = null) =>
        new($"{problem}.", cause) { StatementId = answer.StatementId };
}
