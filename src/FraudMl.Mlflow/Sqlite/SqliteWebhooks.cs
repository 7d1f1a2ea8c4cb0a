using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>Webhooks in the embedded store.</summary>
internal sealed class SqliteWebhooks(SqliteStore store, WebhookSender sender) : IMlflowWebhooks
{
    private const string Select = """
        SELECT w.webhook_id, w.name, w.description, w.url, w.status, w.creation_timestamp, w.last_updated_timestamp, w.secret
        FROM webhooks w WHERE w.deleted_timestamp IS NULL AND w.workspace = 'default'
        """;

    public Task<MlflowWebhookAnswer> CreateAsync(MlflowCreateWebhook request, CancellationToken cancellationToken = default)
    {
        WebhookRules.CheckName(request.Name);
        sender.CheckUrl(request.Url);
        WebhookRules.CheckEvents(request.Events);
        MlflowNames.CheckDescription(request.Description);
        MlflowNames.CheckLength(request.Secret, "secret", WebhookSecret.Longest);
        return store.WriteAsync(session =>
        {
            string id = Guid.NewGuid().ToString();
            session.Execute(
                """
                INSERT INTO webhooks (webhook_id, name, description, url, status, secret, creation_timestamp, last_updated_timestamp, workspace)
                VALUES (@id, @name, @description, @url, @status, @secret, @now, @now, 'default')
                """,
                ("@id", id), ("@name", request.Name), ("@description", request.Description), ("@url", request.Url),
                ("@status", StatusText(request.Status ?? MlflowWebhookStatus.Active)),
                ("@secret", WebhookSecret.Keep(request.Secret, store.Time.GetUtcNow())), ("@now", store.Now));
            WriteEvents(session, id, request.Events);
            return new MlflowWebhookAnswer { Webhook = Find(session, id).Webhook };
        }, cancellationToken);
    }

    public Task<MlflowWebhookPage> ListAsync(int maxResults = 100, string? pageToken = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            int size = PageToken.Size(maxResults, 1_000);
            int offset = PageToken.Offset(pageToken);
            List<WebhookTarget> rows = session.Query(
                $"{Select} ORDER BY w.creation_timestamp DESC, w.webhook_id LIMIT @limit OFFSET @offset", Read, ("@limit", size + 1L),
                ("@offset", offset));
            string? next = PageToken.Next(rows, size, offset);
            return new MlflowWebhookPage { Webhooks = [.. rows.Select(row => WithEvents(session, row).Webhook)], NextPageToken = next };
        }, cancellationToken);

    public Task<MlflowWebhookAnswer> GetAsync(string webhookId, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session => new MlflowWebhookAnswer { Webhook = Find(session, webhookId).Webhook }, cancellationToken);

    public Task<MlflowWebhookAnswer> UpdateAsync(string webhookId, MlflowUpdateWebhook request,
        CancellationToken cancellationToken = default)
    {
        if (request.Name is not null)
            WebhookRules.CheckName(request.Name);
        if (request.Url is not null)
            sender.CheckUrl(request.Url);
        if (request.Events.Count > 0)
            WebhookRules.CheckEvents(request.Events);
        MlflowNames.CheckDescription(request.Description);
        MlflowNames.CheckLength(request.Secret, "secret", WebhookSecret.Longest);
        return store.WriteAsync(session =>
        {
            Find(session, webhookId);
            session.Execute(
                """
                UPDATE webhooks SET name = COALESCE(@name, name), description = COALESCE(@description, description), url = COALESCE(@url, url),
                    status = COALESCE(@status, status), secret = COALESCE(@secret, secret), last_updated_timestamp = @now WHERE webhook_id = @id
                """,
                ("@name", request.Name), ("@description", request.Description), ("@url", request.Url),
                ("@status", request.Status is { } status ? StatusText(status) : null),
                ("@secret", WebhookSecret.Keep(request.Secret, store.Time.GetUtcNow())), ("@now", store.Now), ("@id", webhookId));
            if (request.Events.Count > 0)
            {
                session.Execute("DELETE FROM webhook_events WHERE webhook_id = @id", ("@id", webhookId));
                WriteEvents(session, webhookId, request.Events);
            }

            return new MlflowWebhookAnswer { Webhook = Find(session, webhookId).Webhook };
        }, cancellationToken);
    }

    public Task DeleteAsync(string webhookId, CancellationToken cancellationToken = default) =>
        store.WriteAsync(session =>
        {
            Find(session, webhookId);
            session.Execute(
                "UPDATE webhooks SET deleted_timestamp = @now, last_updated_timestamp = @now WHERE webhook_id = @id", ("@now", store.Now),
                ("@id", webhookId));
        }, cancellationToken);

    public async Task<MlflowWebhookTestAnswer> TestAsync(string webhookId, MlflowTestWebhook request,
        CancellationToken cancellationToken = default)
    {
        WebhookTarget target = await store.ReadAsync(session => Find(session, webhookId), cancellationToken).ConfigureAwait(false);
        MlflowWebhookEvent tried = request.Event ?? target.Webhook.Events[0];
        WebhookRules.CheckEvents([tried]);
        return new MlflowWebhookTestAnswer { Result = await sender.TryAsync(target, tried, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Returns the active webhooks that want to be told of an event.</summary>
    internal static List<WebhookTarget> TargetsOf(SqliteSession session, MlflowWebhookEvent happened) => session.Query(
        $"{Select} AND w.status = 'ACTIVE' AND EXISTS (SELECT 1 FROM webhook_events e WHERE e.webhook_id = w.webhook_id AND e.entity = "
        + $"@entity AND e.action = @action)",
        Read,
        ("@entity", Text(happened.Entity)), ("@action", Text(happened.Action)));

    private static WebhookTarget Find(SqliteSession session, string id) =>
        session.First($"{Select} AND w.webhook_id = @id", Read, ("@id", id)) is { } found
            ? WithEvents(session, found)
            : throw MlflowException.NotFound($"Webhook with ID {id} not found.");

    private static WebhookTarget Read(SqliteDataReader reader) => new(
        new MlflowWebhook
        {
            WebhookId = reader.GetString(0),
            Name = reader.GetString(1),
            Description = reader.TextOrNull(2),
            Url = reader.GetString(3),
            Status = reader.Text(4) == "DISABLED" ? MlflowWebhookStatus.Disabled : MlflowWebhookStatus.Active,
            CreationTimestamp = reader.Long(5),
            LastUpdatedTimestamp = reader.Long(6),
        },
        reader.TextOrNull(7));

    private static WebhookTarget WithEvents(SqliteSession session, WebhookTarget target) => target with
    {
        Webhook = target.Webhook with
        {
            Events = session.Query(
                "SELECT entity, action FROM webhook_events WHERE webhook_id = @id ORDER BY rowid",
                reader => new MlflowWebhookEvent(WebhookRules.Entity(reader.GetString(0)), WebhookRules.Action(reader.GetString(1))),
                ("@id", target.Webhook.WebhookId)),
        },
    };

    private static void WriteEvents(SqliteSession session, string id, IReadOnlyList<MlflowWebhookEvent> events)
    {
        foreach (MlflowWebhookEvent item in events)
        {
            session.Execute(
                "INSERT INTO webhook_events (webhook_id, entity, action) VALUES (@id, @entity, @action) ON CONFLICT DO NOTHING",
                ("@id", id), ("@entity", Text(item.Entity)), ("@action", Text(item.Action)));
        }
    }

    private static string Text<T>(T value)
        where T : struct, Enum => WebhookRules.Text(value);

    private static string StatusText(MlflowWebhookStatus status) => Text(status).ToUpperInvariant();
}
