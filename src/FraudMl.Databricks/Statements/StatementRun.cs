namespace FraudMl;

/// <summary>Runs a statement to its end; whoever stops waiting for it stops it too.</summary>
internal sealed class StatementRun(Workspace workspace, Action<DatabricksProgress>? onProgress)
{
    private const string Statements = "api/2.0/sql/statements";
    private const int MostCancels = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(5),
        CancelLimit = TimeSpan.FromSeconds(30);

    /// <summary>Returns what a statement found, once it has ended.</summary>
    /// <exception cref="DatabricksException">Thrown when it failed, was cancelled by somebody else, or its warehouse did not
    /// start.</exception>
    public async Task<StatementAnswer> RunAsync(StatementRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Not given up half-way: without its id the statement could not be cancelled.
        Task<StatementAnswer> sending = SendAsync(request);
        StatementAnswer? last = null;
        try
        {
            last = await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
            for (PollPauses pauses = new(FirstPause, LongestPause); IsUnderWay(last);)
            {
                await ReportAsync(last, request.WarehouseId, pauses, cancellationToken).ConfigureAwait(false);
                await Task.Delay(pauses.Next(), workspace.Time, cancellationToken).ConfigureAwait(false);
                last = await GetAsync(last.StatementId, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            await CancelAsync(last is null ? sending : Task.FromResult(last)).ConfigureAwait(false);
            throw;
        }

        return last.Status.State switch
        {
            // Closed without a result: it was there too long.
            "SUCCEEDED" => last,
            "CLOSED" when last.Manifest is not null => last,
            "FAILED" => throw Failed(last),
            "CANCELED" => throw Ended(last, "was cancelled by somebody else. Run it again"),
            "CLOSED" => throw Ended(last, "was closed, and its result is gone. Run it again"),
            var state => throw Ended(last, $"is in the state '{state}', which is not known here. Update FraudMl.Databricks"),
        };
    }

    private static bool IsUnderWay(StatementAnswer answer) => answer.Status.State is "PENDING" or "RUNNING";

    private async Task<StatementAnswer> SendAsync(StatementRequest statement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Statements);
        request.Content = JsonBody.Of(statement, StatementJson.Default.StatementRequest);
        return await workspace.Api.SendAsync(request, StatementJson.Default.StatementAnswer, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<StatementAnswer> GetAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Statements}/{id}");
        return await workspace.Api.SendAsync(request, StatementJson.Default.StatementAnswer, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReportAsync(
        StatementAnswer answer, string warehouse, PollPauses pauses, CancellationToken cancellationToken)
    {
        if (answer.Status.State == "RUNNING")
        {
            onProgress?.Invoke(new(DatabricksStage.Running, 0, null));
            return;
        }

        TimeSpan limit = workspace.Settings.Options.WarehouseStartTimeout;
        if (pauses.Total > limit)
            throw Ended(answer, $"has waited for warehouse {warehouse} for {limit}, and was cancelled. Start the warehouse, or raise "
                + "DatabricksOptions.WarehouseStartTimeout");
        // Whoever waits no longer than a moment need not know what for.
        if (pauses.Count < 2) return;
        string state = await WarehouseAsync(warehouse, cancellationToken).ConfigureAwait(false);
        DatabricksLog.Waiting(workspace.Logger, warehouse, state, answer.StatementId);
        onProgress?.Invoke(new(state is "STOPPED" or "STARTING" ? DatabricksStage.StartingWarehouse : DatabricksStage.Waiting, 0, null));
    }

    private async Task<string> WarehouseAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"api/2.0/sql/warehouses/{Uri.EscapeDataString(id)}");
            WarehouseAnswer answer = await workspace.Api.SendAsync(
                request, StatementJson.Default.WarehouseAnswer, cancellationToken).ConfigureAwait(false);
            return answer.State;
        }
        catch (DatabricksException)
        {
            // Who may use a warehouse need not be allowed to look at it.
            return "unknown";
        }
    }

    // The answer to a cancel says nothing, and a cancel can be missed.
    private async Task CancelAsync(Task<StatementAnswer> sent)
    {
        using var limit = new CancellationTokenSource(CancelLimit);
        string id = "";
        try
        {
            StatementAnswer answer = await sent.WaitAsync(limit.Token).ConfigureAwait(false);
            id = answer.StatementId;
            for (int i = 0; i < MostCancels && IsUnderWay(answer); i++)
            {
                if (i > 0) await Task.Delay(FirstPause * (1 << i), workspace.Time, limit.Token).ConfigureAwait(false);
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{Statements}/{id}/cancel");
                using HttpResponseMessage response = await workspace.Api.SendAsync(request, limit.Token).ConfigureAwait(false);
                answer = await GetAsync(id, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is DatabricksException or OperationCanceledException)
        {
            DatabricksLog.NotCancelled(workspace.Logger, id, error.GetType().Name);
        }
    }

    private static DatabricksException Failed(StatementAnswer answer)
    {
        string? message = answer.Status.Error?.Message?.Trim().TrimEnd('.');
        return new DatabricksException(
            $"Statement {answer.StatementId} failed ({answer.Status.SqlState ?? "no SQLSTATE"}): {message ?? "Databricks says no more"}.")
        {
            StatementId = answer.StatementId,
            SqlState = answer.Status.SqlState,
            ErrorCode = answer.Status.Error?.ErrorCode,
        };
    }

    private static DatabricksException Ended(StatementAnswer answer, string how) =>
        new($"Statement {answer.StatementId} {how}.") { StatementId = answer.StatementId };
}
