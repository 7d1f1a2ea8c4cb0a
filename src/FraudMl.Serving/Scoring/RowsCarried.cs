using System.Diagnostics.CodeAnalysis;

namespace FraudMl.Serving;

/// <summary>What rows of the application's own bring beside the inputs: their ids, and for rules all columns that these read. Borrowed, and
/// only where there is something to bring.</summary>
internal readonly struct RowsCarried : IDisposable
{
    private readonly ScoringService _service;
    private readonly ServedModel _served;
    private readonly RequestBuffers? _buffers;

    /// <summary>Begins a block.</summary>
    public RowsCarried(ScoringService service, ServedModel served, int rowCount)
    {
        (_service, _served) = (service, served);
        if (served.CarriedId < 0 && !served.IsFallback) return;
        _buffers = service.Buffers.Get();
        _buffers.Carried.Begin(rowCount, served.Columns.Carried.Count);
    }

    /// <value>The values; null where there are none.</value>
    public CarriedValues? Values => _buffers?.Carried;

    /// <summary>Takes what a row brings.</summary>
    public void Take<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, int at)
    {
        if (_buffers is null) return;
        if (!_served.IsFallback) RowText.Carry(row, _served, _served.CarriedId, _buffers.Carried, at);
        for (int carried = 0; _served.IsFallback && carried < _served.Columns.Carried.Count; carried++)
            RowText.Carry(row, _served, carried, _buffers.Carried, at);
    }

    public void Dispose()
    {
        if (_buffers is not null) _service.Buffers.Return(_buffers);
    }

    /// <summary>Returns for which model.</summary>
    public override string ToString() => $"brought for {_served}";
}
