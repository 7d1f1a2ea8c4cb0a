using System.Buffers;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace FraudMl.Serving;

/// <summary>Appends records to the log's files, each hung on the one before.</summary>
internal sealed class AuditWriter : IDisposable
{
    private static readonly TimeSpan BufferedFor = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _lines = new(1 << 12);
    private readonly FraudAuditOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Counter<long> _records, _failures;
    private readonly FileStream _owner;
    private readonly ITimer? _timer;
    private AppendFile _file;
    private (long Sequence, string Hash) _last, _written;
    private DateTime _day;
    private int _pending;

    // Decisions without a record since the start, and how many of them a record tells.
    private long _lost, _told, _writtenTold;

    public AuditWriter(FraudAuditOptions options, TimeProvider time, IMeterFactory meters, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        Meter meter = meters.Create(ScoringTelemetry.Name);
        _records = meter.CreateCounter<long>("fraudml.scoring.audit.records", "{transaction}", "Transactions that the audit log has.");
        _failures = meter.CreateCounter<long>("fraudml.scoring.audit.failures", "{transaction}", "Transactions that the disk refused.");
        try
        {
            Directory.CreateDirectory(options.Directory);
            _owner = AppendFile.Own(options.Directory);
            (_file, _last) = Open();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FraudMlException($"The audit log can't be written in '{options.Directory}': {refused.Message.TrimEnd('.')}. Each "
                + "server needs a folder of its own.", refused);
        }

        _written = _last;
        _day = AuditFiles.DayOf(_file.Path);
        if (options.Writing == AuditWriting.Buffered)
            _timer = time.CreateTimer(_ => TryWriteBuffered(), null, BufferedFor, BufferedFor);
    }

    /// <summary>Appends records.</summary>
    /// <param name="lines">Objects without their closing braces, one behind the other.</param>
    /// <param name="ends">Where each ends.</param>
    /// <exception cref="IOException">Thrown when the disk refuses them, and that is to be told.</exception>
    public void Append(ReadOnlySpan<byte> lines, ReadOnlySpan<int> ends)
    {
        lock (_gate)
        {
            try
            {
                int begun = 0;
                foreach (int end in ends)
                {
                    int start = _lines.WrittenCount;
                    _lines.Write(lines[begun..end]);
                    if (_lost > _told)
                    {
                        _lines.Write(System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($",\"lost\":{_lost - _told}")));
                        _told = _lost;
                    }

                    _last = (_last.Sequence + 1, AuditChain.Close(_lines, start, _last.Sequence + 1, _last.Hash));
                    begun = end;
                }

                _pending += ends.Length;
                if (_options.Writing != AuditWriting.Buffered) Write();
            }
            catch (IOException full)
            {
                // Without their records the chain goes on from the last that is written.
                GiveUp(full);
                if (_options.OnFailure == AuditFailure.Refuse) throw;
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        TryWriteBuffered();
        _file.Dispose();
        _owner.Dispose();
    }

    private void TryWriteBuffered()
    {
        lock (_gate)
        {
            try
            {
                Write();
            }
            catch (IOException full)
            {
                GiveUp(full);
            }
        }
    }

    private void Write()
    {
        if (_pending == 0) return;
        DateTimeOffset now = _time.GetUtcNow();
        if (_file.Length > 0 && (_file.Length + _lines.WrittenCount > _options.MaximumFileBytes || now.UtcDateTime.Date != _day))
        {
            var next = AppendFile.Open(AuditFiles.PathOf(_options.Directory, AuditFiles.NumberOf(_file.Path) + 1, now), 0);
            _file.Dispose();
            _file = next;
        }

        _day = now.UtcDateTime.Date;

        _file.Append(_lines.WrittenSpan, _options.Writing == AuditWriting.Flushed);
        _records.Add(_pending);
        _lines.ResetWrittenCount();
        (_written, _writtenTold, _pending) = (_last, _told, 0);
    }

    private void GiveUp(IOException full)
    {
        _logger.LogNotAudited(_pending, full.Message);
        _failures.Add(_pending);

        // Those who were refused got no answer: nothing is lost of them.
        if (_options.OnFailure == AuditFailure.Continue || _options.Writing == AuditWriting.Buffered) _lost += _pending;
        _lines.ResetWrittenCount();
        (_last, _told, _pending) = (_written, _writtenTold, 0);
    }

    private (AppendFile File, (long, string) Last) Open()
    {
        string[] files = AuditFiles.Of(_options.Directory);
        var tail = AuditTail.Of(files);
        string newest = files.LastOrDefault() ?? AuditFiles.PathOf(_options.Directory, 1, _time.GetUtcNow());
        if (tail.TornBytes > 0)
        {
            // What the process was writing when it was killed: no answer has left for it. It is kept beside the log all the same.
            using FileStream torn = File.OpenRead(newest);
            torn.Position = tail.Length;
            using var kept = new FileStream($"{newest}.torn", FileMode.Append);
            torn.CopyTo(kept);
            _logger.LogTorn(tail.TornBytes, newest);
        }

        return (AppendFile.Open(newest, tail.Length), tail.Last is { } last ? (last.Sequence, last.Hash) : (0, AuditChain.Origin));
    }
}
