namespace FraudMl.Steps;

/// <summary>A fitted step that can say what is wrong with the file it was read from.</summary>
public interface ICheckedStep
{
    /// <summary>Checks every array and slot, so that no row can lead outside of them.</summary>
    /// <param name="before">The columns that stand before the step.</param>
    /// <exception cref="FraudMlException">Thrown when the step is damaged.</exception>
    void Check(RowSchema before);
}
