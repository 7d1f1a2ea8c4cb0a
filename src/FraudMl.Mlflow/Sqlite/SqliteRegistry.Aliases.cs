namespace FraudMl.Mlflow;

internal sealed partial class SqliteRegistry
{
    public async Task SetAliasAsync(MlflowSetModelAlias request, CancellationToken cancellationToken = default)
    {
        MlflowNames.CheckAlias(request.Alias);
        await store.WriteAsync(session =>
        {
            MlflowNames.Require(request.Version, "version");
            int version = VersionNumber.Parse(request.Version);
            FindVersion(session, request.Name, version);
            session.Execute(
                """
                INSERT INTO registered_model_aliases (alias, version, name, workspace) VALUES (@alias, @version, @name, 'default')
                ON CONFLICT (workspace, name, alias) DO UPDATE SET version = excluded.version
                """,
                ("@alias", request.Alias), ("@version", version), ("@name", request.Name));
        }, cancellationToken).ConfigureAwait(false);
        outbox?.AliasSet(request);
    }

    public Task<MlflowModelVersionAnswer> GetByAliasAsync(string name, string alias, CancellationToken cancellationToken = default) =>
        store.ReadAsync(session =>
        {
            MlflowNames.Require(alias, "alias");
            FindModel(session, name);
            return AnswerVersion(session, name, AliasedVersion(session, name, alias));
        }, cancellationToken);

    public async Task DeleteAliasAsync(MlflowDeleteModelAlias request, CancellationToken cancellationToken = default)
    {
        MlflowNames.Require(request.Alias, "alias");
        await store.WriteAsync(session =>
        {
            FindModel(session, request.Name);
            session.Execute(
                "DELETE FROM registered_model_aliases WHERE name = @name AND alias = @alias AND workspace = 'default'",
                ("@name", request.Name), ("@alias", request.Alias));
        }, cancellationToken).ConfigureAwait(false);
        outbox?.AliasDeleted(request);
    }

    private static int AliasedVersion(SqliteSession session, string name, string alias) => session.First<int?>(
        "SELECT version FROM registered_model_aliases WHERE name = @name AND alias = @alias AND workspace = 'default'",
        reader => reader.GetInt32(0),
        ("@name", name), ("@alias", alias)) ?? throw MlflowException.Invalid($"Registered model alias {alias} not found.");
}
