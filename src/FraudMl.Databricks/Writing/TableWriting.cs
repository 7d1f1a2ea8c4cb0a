using System.Security.Cryptography;
using System.Text;

namespace FraudMl;

/// <summary>
/// Brings rows into a table: they are staged as files in a volume, and one statement copies them. It knows by their names which files it
/// has copied, and the names are those of the rows, so that each row is there once however often this is begun.
/// </summary>
internal sealed class TableWriting(Dataset data, TableName table, VolumePath volume, DatabricksWriteOptions options)
{
    private const string Absent = "42P01", Conflicting = "2D521";
    private const int MostFiles = 1000, MostCells = 1 << 25, LeastRows = 1 << 16, MostRows = 1 << 20, MostConflicts = 6;
    private static readonly TimeSpan CleaningLimit = TimeSpan.FromSeconds(30), ConflictPause = TimeSpan.FromSeconds(1);

    // COPY INTO takes a thousand files by name; each is in memory for a moment.
    private int FileRowCount => Math.Max(
        Math.Clamp(MostCells / data.Columns.Count, LeastRows, MostRows), (data.RowCount + MostFiles - 1) / MostFiles);

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        using Workspace workspace = Workspace.Open(options.Connection);
        var statements = new StatementRun(workspace, options.OnProgress);
        string warehouse = workspace.Settings.WarehouseId;
        string selected = TargetColumns.Selected(
            data, table, await ColumnsAsync(statements, warehouse, cancellationToken).ConfigureAwait(false));
        if (data.RowCount == 0) return;
        VolumePath folder = volume.Below("fraudml-" + Digest());
        string[] names = [.. Enumerable.Range(0, (data.RowCount + FileRowCount - 1) / FileRowCount)
            .Select(part => FormattableString.Invariant($"part-{part:0000}.parquet"))];
        var files = new VolumeFiles(workspace);
        try
        {
            await StageAsync(files, folder, names, cancellationToken).ConfigureAwait(false);
            await CopyAsync(workspace, statements, Copy(selected, folder, names), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await RemoveAsync(workspace, files, folder, names).ConfigureAwait(false);
            throw;
        }

        if (await RemoveAsync(workspace, files, folder, names).ConfigureAwait(false) is { } failure)
            throw new DatabricksException($"The rows are in {table}, and the files in {folder} could not be removed: "
                + $"{failure.Message.TrimEnd('.')}. Remove them, or write the same again: no row is written twice.", failure);
    }

    // Whoever may write to a table need not be allowed to create one.
    private async Task<IReadOnlyList<ResultColumn>> ColumnsAsync(
        StatementRun statements, string warehouse, CancellationToken cancellationToken)
    {
        DatabricksSql probe = $"SELECT * FROM {DatabricksSql.FromString(table.Sql)} LIMIT 0";
        try
        {
            return await FindAsync().ConfigureAwait(false);
        }
        catch (DatabricksException error) when (error.SqlState == Absent)
        {
            var create = DatabricksSql.FromString($"CREATE TABLE IF NOT EXISTS {table.Sql} ({TargetColumns.Created(data)})");
            await statements.RunAsync(StatementRequest.Of(warehouse, create, isInline: true), cancellationToken).ConfigureAwait(false);
            return await FindAsync().ConfigureAwait(false);
        }

        async Task<IReadOnlyList<ResultColumn>> FindAsync() =>
            (await statements.RunAsync(StatementRequest.Of(warehouse, probe, isInline: true), cancellationToken).ConfigureAwait(false))
                .Manifest?.Schema?.Columns ?? [];
    }

    private async Task StageAsync(VolumeFiles files, VolumePath folder, string[] names, CancellationToken cancellationToken)
    {
        await files.MakeFolderAsync(folder, cancellationToken).ConfigureAwait(false);
        for (int part = 0; part < names.Length; part++)
        {
            int first = part * FileRowCount, count = Math.Min(FileRowCount, data.RowCount - first);
            var file = new MemoryStream();
            await DatasetParquetWriter.WriteAsync(data, file, first, count).ConfigureAwait(false);
            file.TryGetBuffer(out ArraySegment<byte> bytes);
            await files.WriteAsync(folder.Below(names[part]), bytes, cancellationToken).ConfigureAwait(false);
            options.OnProgress?.Invoke(new(DatabricksStage.Writing, first + count, data.RowCount));
        }
    }

    private DatabricksSql Copy(string selected, VolumePath folder, string[] names) => DatabricksSql.FromString(
        $"COPY INTO {table.Sql} FROM (SELECT {selected} FROM '{folder}') FILEFORMAT = PARQUET "
        + $"FILES = ({string.Join(", ", names.Select(name => $"'{name}'"))})");

    // A statement whose answer was lost is sent again while it runs: the second finds the files copied, or the first in its way.
    private async Task CopyAsync(
        Workspace workspace, StatementRun statements, DatabricksSql copy, CancellationToken cancellationToken)
    {
        for (int conflicts = 0; ; conflicts++)
        {
            try
            {
                await statements.RunAsync(
                    StatementRequest.Of(workspace.Settings.WarehouseId, copy, isInline: true), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DatabricksException error) when (error.SqlState == Conflicting && conflicts < MostConflicts)
            {
                DatabricksLog.Conflict(workspace.Logger, table.ToString());
                await Task.Delay(ConflictPause * (1 << conflicts), workspace.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<Exception?> RemoveAsync(Workspace workspace, VolumeFiles files, VolumePath folder, string[] names)
    {
        using var limit = new CancellationTokenSource(CleaningLimit);
        try
        {
            foreach (string name in names) await files.DeleteAsync(folder.Below(name), limit.Token).ConfigureAwait(false);
            await files.DeleteFolderAsync(folder, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (error is DatabricksException or OperationCanceledException)
        {
            DatabricksLog.NotRemoved(workspace.Logger, folder.ToString(), error.GetType().Name);
            return error;
        }
    }

    private string Digest() => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Digest()}\n{table.Sql}\n{options.Key}")))[..32];
}
