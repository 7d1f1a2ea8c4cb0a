namespace FraudMl;

/// <summary>A file of the log that is read again.</summary>
internal static class VelocityLogFile
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Reads the records of a file in their order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="firstSequence">The sequence that its name says.</param>
    /// <param name="isLast">Whether it is the end of the log, which may be torn: what is no whole record there is cut off.</param>
    /// <param name="use">Gets each record with its sequence.</param>
    /// <returns>The sequence of its last record; the one before its first where it has none.</returns>
    /// <exception cref="FraudMlException">Thrown when something else than its end is damaged.</exception>
    public static long Read(string path, long firstSequence, bool isLast, RecordReader use)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        long length = file.Length, at = VelocityLog.HeaderBytes, next = firstSequence;
        byte[] block = new byte[BlockBytes];
        int begin = 0, end = Fill(file, block, 0);
        if (!VelocityLog.IsHeader(block.AsSpan(0, end), firstSequence))
        {
            // A log is begun before the first event that it takes is acknowledged.
            if (isLast && length <= VelocityLog.HeaderBytes) return firstSequence - 1;
            throw Damaged(path, 0);
        }

        begin = VelocityLog.HeaderBytes;
        while (at < length)
        {
            int record = VelocityRecord.LengthOf(block.AsSpan(begin, end - begin), next);
            if (record == 0 && end - begin < length - at && VelocityRecord.GoesOn(block.AsSpan(begin, end - begin))
                && TryMove(file, ref block, ref begin, ref end)) continue;
            if (record == 0)
            {
                if (!isLast || HasRecordBehind(file, at, next)) throw Damaged(path, at);
                file.SetLength(at);
                file.Flush(flushToDisk: true);
                break;
            }

            use(block.AsSpan(begin, record), next++);
            begin += record;
            at += record;
        }

        return next - 1;
    }

    // Reads on; a record that does not fit into the block makes it larger, up to what is left of the file.
    private static bool TryMove(FileStream file, ref byte[] block, ref int begin, ref int end)
    {
        int left = end - begin;
        byte[] next = left > block.Length / 2 ? new byte[block.Length * 2] : block;
        block.AsSpan(begin, left).CopyTo(next);
        (block, begin) = (next, 0);
        end = left + Fill(file, block, left);
        return end > left;
    }

    private static int Fill(FileStream file, byte[] block, int from) => file.ReadAtLeast(block.AsSpan(from), block.Length - from, false);

    // A whole record of a later sequence behind a broken one: not an end that was torn off.
    private static bool HasRecordBehind(FileStream file, long at, long sequence)
    {
        file.Position = at;
        byte[] rest = new byte[(int)Math.Min(file.Length - at, Array.MaxLength)];
        file.ReadExactly(rest);
        for (int i = 1; i + VelocityRecord.HeaderBytes <= rest.Length; i++)
        {
            ReadOnlySpan<byte> bytes = rest.AsSpan(i);
            long found = VelocityRecord.SequenceOf(bytes);
            if (found > sequence && found < sequence + rest.Length && VelocityRecord.LengthOf(bytes, found) > 0) return true;
        }

        return false;
    }

    private static FraudMlException Damaged(string path, long at) => new(
        $"The log {Path.GetFileName(path)} of the velocity store is damaged at byte {at}, before its end: what follows can't be trusted. "
        + "Take the directory from a copy, or fill a new one from history.");
}

/// <summary>Takes a record of the log.</summary>
/// <param name="record">Its bytes.</param>
/// <param name="sequence">Its sequence.</param>
internal delegate void RecordReader(ReadOnlySpan<byte> record, long sequence);
