using Microsoft.Data.Sqlite;

namespace FraudMl.Mlflow;

/// <summary>Creates the tables in an empty file and refuses files of another schema.</summary>
internal static class SqliteSchema
{
    public const string Revision = "7d34483879f0";

    public static void Ensure(SqliteStore store, string path, string artifactRoot)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path)), path);
        store.Open(connection =>
        {
            if (!IsReady(connection, transaction: null, path))
                Create(connection, path, artifactRoot, store.Now);
            return true;
        });
    }

    // The last folder of a path is made, as output/mlflow.db asks; more that are missing are a mistake in the path.
    private static void MakeFolder(string? folder, string path)
    {
        if (folder is null || Directory.Exists(folder)) return;
        string? above = Path.GetDirectoryName(folder);
        if (above is not null && !Directory.Exists(above))
            throw MlflowException.Invalid($"The store '{path}' can't be made, as there is no folder '{above}'. Correct the tracking "
                + "URI, or make the folder.");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MlflowException(MlflowErrorCodes.InvalidParameterValue,
                $"The store '{path}' can't be made, as its folder can't. Check who may write there, or correct the tracking URI.",
                innerException: error);
        }
    }

    private static void Create(SqliteConnection connection, string path, string artifactRoot, long now)
    {
        Execute(connection, null, "PRAGMA journal_mode = WAL;");
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        // Another process may have created the tables while this one waited for the lock.
        if (!IsReady(connection, transaction, path))
        {
            Execute(connection, transaction, Script());
            using SqliteCommand insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = """
                INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time, workspace)
                VALUES (0, 'Default', @location, 'active', @now, @now, 'default');
                """;
            insert.Parameters.AddWithValue("@location", ArtifactPath.Combine(artifactRoot, "0"));
            insert.Parameters.AddWithValue("@now", now);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static bool IsReady(SqliteConnection connection, SqliteTransaction? transaction, string path)
    {
        if ((long)Scalar(connection, transaction, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'")! == 0)
            return false;
        bool isMlflow = (long)Scalar(connection, transaction, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'alembic_version'")! > 0;
        string? revision = isMlflow ? Scalar(connection, transaction, "SELECT version_num FROM alembic_version") as string : null;
        if (revision == Revision)
            return true;
        throw new MlflowException(MlflowErrorCodes.InvalidState, isMlflow
            ? $"The MLflow store '{path}' has the schema '{revision}', but this version of FraudMl.Mlflow works with '{Revision}' "
                + $"(MLflow 3.11). "
                + $"If the store is older, run: mlflow db upgrade sqlite:///{path}. If it is newer, use a newer FraudMl.Mlflow, or an "
                + $"MLflow server in front of it."
            : $"'{path}' is a SQLite database, but not an MLflow store. Name another file in the tracking URI.");
    }

    private static string Script()
    {
        using var reader = new StreamReader(typeof(SqliteSchema).Assembly.GetManifestResourceStream("Schema.sql")!);
        return reader.ReadToEnd();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, SqliteTransaction? transaction, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
