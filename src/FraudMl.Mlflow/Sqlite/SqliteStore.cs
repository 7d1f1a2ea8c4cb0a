using System.Net;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FraudMl.Mlflow;

/// <summary>The database file: one transaction per call, writers one after the other, waiting for other processes
/// instead of failing.</summary>
internal sealed class SqliteStore : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int Unreadable = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int NoDatabase = 26;

    private readonly string _connectionString;
    private readonly string _path;
    private readonly TimeSpan _timeout;
    private readonly SemaphoreSlim _writers = new(1, 1);

    public SqliteStore(string path, TimeSpan timeout, TimeProvider time)
    {
        _path = path;
        _timeout = timeout;
        Time = time;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)timeout.TotalSeconds),
        }.ToString();
    }

    public TimeProvider Time { get; }

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Task.Run(() => Run(work, writes: false, cancellationToken), cancellationToken);

    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(work, writes: true, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public Task WriteAsync(Action<SqliteSession> work, CancellationToken cancellationToken) =>
        WriteAsync(session =>
        {
            work(session);
            return true;
        }, cancellationToken);

    /// <summary>Runs work on a connection outside of a transaction, with the same patience.</summary>
    public T Open<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken = default)
    {
        long start = Time.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new SqliteConnection(_connectionString);
                connection.Open();
                using (SqliteCommand pragmas = connection.CreateCommand())
                {
                    pragmas.CommandText = $"PRAGMA busy_timeout = {(long)_timeout.TotalMilliseconds}; PRAGMA synchronous = NORMAL; PRAGMA "
                        + $"cache_size = -32000; PRAGMA wal_autocheckpoint = 8000;";
                    pragmas.ExecuteNonQuery();
                }

                return work(connection);
            }
            catch (SqliteException error) when (error.SqliteErrorCode is Busy or Locked && Time.GetElapsedTime(start) < _timeout)
            {
                // SQLite gives up at once where waiting could deadlock; a fresh transaction can go on.
                cancellationToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20));
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (SqliteException error) when (error.SqliteErrorCode == Interrupted && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }
            catch (SqliteException error)
            {
                throw Translate(error);
            }
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _writers.Dispose();
    }

    private T Run<T>(Func<SqliteSession, T> work, bool writes, CancellationToken cancellationToken) => Open(
        connection =>
        {
            using SqliteTransaction transaction = connection.BeginTransaction(deferred: !writes);
            using var session = new SqliteSession(connection, transaction, cancellationToken);
            T result;
            // A statement ends when nobody waits for it any more.
            using (cancellationToken.Register(static handle => raw.sqlite3_interrupt((sqlite3)handle!), connection.Handle))
                result = work(session);
            transaction.Commit();
            return result;
        },
        cancellationToken);

    // The path of the file is in none that a server passes on: those below 500.
    private MlflowException Translate(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy or Locked => Unavailable(
            $"The MLflow store '{_path}' was busy with other writers for {_timeout.TotalSeconds:0} s. "
            + "Raise MlflowOptions.Timeout, or use a server.",
            error),
        Full => Unavailable(
            $"The disk of the MLflow store '{_path}' is full. Make room, and try again.", error, HttpStatusCode.InsufficientStorage),
        ReadOnly or Unreadable or CannotOpen => Unavailable(
            $"The MLflow store '{_path}' can't be read or written now: {error.Message} Check its disk and who may write there.", error),
        TooBig => Of(MlflowErrorCodes.BadRequest, "The MLflow store refused the data: a text is too long.", error),
        Constraint => Of(MlflowErrorCodes.BadRequest, $"The MLflow store refused the data: {error.Message}", error),
        NoDatabase => Of(
            MlflowErrorCodes.InvalidState, $"'{_path}' is not a SQLite database. Name another file in the tracking URI.", error),
        _ => Of(MlflowErrorCodes.InternalError, $"The MLflow store '{_path}' can't be used: {error.Message}", error),
    };

    private static MlflowException Unavailable(string message, SqliteException error, HttpStatusCode? status = null) =>
        new(MlflowErrorCodes.TemporarilyUnavailable, message, status, error);

    private static MlflowException Of(string code, string message, SqliteException error) => new(code, message, innerException: error);
}
