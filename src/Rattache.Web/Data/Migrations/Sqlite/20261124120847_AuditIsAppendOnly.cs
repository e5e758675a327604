using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rattache.Web.Data.Migrations.Sqlite
{
    /// <summary>Lines are added, and get their seal once; nothing else is done to them.</summary>
    public partial class AuditIsAppendOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                create trigger audit_no_change before update on audit
                when not (old.position is null and new.position is not null and new.seal is not null
                    and new.id = old.id and new.at = old.at and new.kind = old.kind and new.outcome = old.outcome
                    and new.actor is old.actor and new.subject is old.subject
                    and new.other is old.other and new.digest is old.digest)
                begin
                    select raise(abort, 'audit lines are never changed or removed');
                end;

                create trigger audit_no_removal before delete on audit
                begin
                    select raise(abort, 'audit lines are never changed or removed');
                end;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger audit_no_removal;
                drop trigger audit_no_change;
                """
            );
        }
    }
}
