using System.Text;

namespace FraudMl.Serving;

/// <summary>Rows on their way to the challenger: their inputs in its session, and what the model in service made of them.</summary>
internal sealed class ShadowBlock
{
    private ModelLease _lease;
    private ScoringSession _session;
    private double[] _probabilities = [];
    private bool[] _flags = [];
    private int[] _idEnds = [];
    private byte[] _ids = new byte[64];

    public ServedModel Champion { get; private set; } = null!;

    public ServedModel Challenger => _lease.Model;

    public int RowCount { get; private set; }

    /// <value>The challenger's session.</value>
    public ScoringSession Session => _session;

    public ReadOnlySpan<double> Probabilities => _probabilities.AsSpan(0, RowCount);

    /// <value>The flags of the model in service; empty where it does not decide, or can't.</value>
    public ReadOnlySpan<bool> Flags { get => _flags.AsSpan(0, HasFlags ? RowCount : 0); }

    private bool HasFlags { get; set; }

    /// <summary>Takes what is needed of scored rows, on the request's thread.</summary>
    public void Take(in ScoredBlock rows, RowTransfer transfer, ModelLease challenger)
    {
        RowCount = rows.Session.RowCount;
        (Champion, _lease) = (rows.Served, challenger);
        _session = challenger.Model.Model.OpenSession(RowCount);
        if (_probabilities.Length < RowCount)
            (_probabilities, _flags, _idEnds) = (new double[RowCount], new bool[RowCount], new int[RowCount]);
        rows.Session.Probabilities.CopyTo(_probabilities);
        ReadOnlySpan<bool> flags = rows.Flags;
        flags.CopyTo(_flags);
        HasFlags = !flags.IsEmpty;
        int end = 0;
        for (int row = 0; row < RowCount; row++)
        {
            transfer.Copy(rows.Session, rows.Carried, row, _session, row, rows.PlaceOf(row));
            if (rows.TryGetId(row, out ReadOnlySpan<byte> id))
            {
                if (_ids.Length - end < id.Length) Array.Resize(ref _ids, Math.Max(2 * _ids.Length, end + id.Length));
                id.CopyTo(_ids.AsSpan(end));
                end += id.Length;
            }

            _idEnds[row] = end;
        }
    }

    /// <summary>Returns the id of a transaction; null when its request named none.</summary>
    public string? IdOf(int row)
    {
        int start = row == 0 ? 0 : _idEnds[row - 1];
        return _idEnds[row] == start ? null : Encoding.UTF8.GetString(_ids.AsSpan(start, _idEnds[row] - start));
    }

    /// <summary>Gives back what is borrowed, so that the block may take other rows.</summary>
    public void Release()
    {
        _session.Dispose();
        _session = default;
        _lease.Dispose();
        Champion = null!;
    }
}
