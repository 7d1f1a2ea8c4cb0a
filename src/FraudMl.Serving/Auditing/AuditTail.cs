namespace FraudMl.Serving;

/// <summary>Where an audit log that was written before goes on.</summary>
/// <param name="Last">The last whole record; null in an empty log.</param>
/// <param name="Length">The length of the newest file up to its end.</param>
/// <param name="TornBytes">What a killed process left behind it.</param>
internal sealed record AuditTail(AuditLink? Last, long Length, long TornBytes)
{
    /// <summary>Finds the end of a log.</summary>
    /// <exception cref="FraudMlException">Thrown when a record is broken that was whole once: others stand behind it.</exception>
    public static AuditTail Of(string[] files)
    {
        AuditLink? last = null;
        long length = 0;
        foreach (string file in files.TakeLast(2))
        {
            length = 0;
            bool isBroken = false;
            foreach (AuditLine line in AuditFiles.Lines(file))
            {
                bool isWhole = AuditChain.TryRead(line.Bytes.Span, out AuditLink link) && line.IsEnded;
                if (isWhole && (isBroken || (last is { } before && (link.Previous != before.Hash || link.Sequence != before.Sequence + 1))))
                    throw new FraudMlException(FormattableString.Invariant(
                        $"The audit log is not as it was written, up to line {line.Number} of '{file}'. Keep its folder as it is, find out with AuditLog.Verify who changed it, and begin another in an empty folder."));
                isBroken |= !isWhole;
                if (!isWhole) continue;
                (last, length) = (link, line.Start + line.Bytes.Length + 1);
            }
        }

        return new AuditTail(last, length, files.Length == 0 ? 0 : new FileInfo(files[^1]).Length - length);
    }
}
