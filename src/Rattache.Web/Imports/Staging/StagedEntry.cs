using Rattache.Core.Imports;

namespace Rattache.Web.Imports.Staging;

/// <summary>A record as it waits for its batch.</summary>
/// <param name="Seq">Which of the delivery.</param>
/// <param name="File">Its file's position in the delivery.</param>
/// <param name="Entry">What it states; of one that is not taken, a <see cref="WithdrawalEntry"/> that names it.</param>
/// <param name="State">See <see cref="StagedState"/>.</param>
internal readonly record struct StagedEntry(int Seq, int File, DirectoryEntry Entry, int State);
